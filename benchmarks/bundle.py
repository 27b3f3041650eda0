"""How long it takes to check a bundle, in process; and to refuse the worst bomb.

The ratio is to verifying the same number of signatures with PyNaCl and nothing else.

    .venv/bin/python benchmarks/bundle.py [--json]
"""

from collections.abc import Callable
from functools import partial

from _report import report, seconds

from accord.core.acts import keys
from accord.core.acts.errors import AccordError
from accord.core.bundle.check import check
from tests.bombs import BOMBS, TRUST
from tests.bundles import bundle
from tests.coalition import Coalition, founded, public, seed

GOAL_MS = 20
BOMB_MS = 50


def story(members: int) -> tuple[Coalition, bytes]:
    """A coalition whose last member was admitted, and a statement by two thirds."""
    handles = [f"member-{i:02d}" for i in range(members)]
    coalition = founded(*handles[:-1])
    new = coalition.roster(*handles)
    coalition.sign(new, *handles[: -(-2 * members // 3)], handles[-1])
    coalition.enrol(f"{handles[-1]}/voice")
    names = [f"{handle}/voice" for handle in handles[: -(-2 * members // 3)]]
    return coalition, bundle(coalition, coalition.statement(*names))


def signatures(work: Callable[[], object]) -> int:
    """How many signatures `work` verifies."""
    count, real = 0, keys.verify

    def counted(key: str, message: bytes, signature: bytes) -> bool:
        nonlocal count
        count += 1
        return real(key, message, signature)

    keys.verify = counted
    try:
        work()
    finally:
        keys.verify = real
    return count


def raw(count: int) -> float:
    """The seconds that `count` verifications alone take."""
    message = b"x" * 700
    signature, key = keys.sign(seed("alfa"), message), public("alfa")

    def verify_all() -> None:
        for _ in range(count):
            keys.verify(key, message, signature)

    return seconds(verify_all)[0]


def refuse(bomb: bytes) -> None:
    """Checks a bundle that has to be refused."""
    try:
        check(bomb, TRUST)
    except AccordError:
        return
    raise AssertionError("a bomb was accepted")


def main() -> None:
    """Measures and reports."""
    for members in (4, 12, 36):
        coalition, data = story(members)
        work = partial(check, data, coalition.state.coalition)
        count, best = signatures(work), seconds(work)[0]
        figure = f"bundle, {members} members, {count} signatures"
        goal = (f"value < {GOAL_MS}", best * 1000 < GOAL_MS) if members < 36 else ()
        report(figure, best * 1000, "ms", best / raw(count), *goal)
    worst = max(seconds(partial(refuse, bomb), 20)[0] for bomb in BOMBS.values())
    report(
        "worst bomb refused",
        worst * 1000,
        "ms",
        None,
        f"value < {BOMB_MS}",
        worst * 1000 < BOMB_MS,
    )


if __name__ == "__main__":
    main()
