"""What a stop of the tour is made of: steps, of which one is to be done now."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """One thing to do.

    `state`: done, now or later. `be`: whom to become, as "member/person", and `then`
    the page that follows. `look`: done as soon as the visitor has gone to `url`.
    """

    title: str
    url: str = ""
    done: bool = False
    be: str = ""
    then: str = ""
    look: bool = False
    state: str = "later"


@dataclass(frozen=True)
class Stop:
    """A stop: what it shows, the page that it begins on, and its steps.

    `number` counts from 1, `of` says how many stops there are.
    """

    title: str
    text: str
    url: str
    steps: tuple[Step, ...] = ()
    number: int = 0
    of: int = 0

    @property
    def next(self) -> int:
        """The number of the next stop, 0 after the last."""
        return self.number + 1 if self.number < self.of else 0


def in_order(steps: Sequence[Step], seen: frozenset[int]) -> tuple[Step, ...]:
    """The steps with their states: the first that is not done is to be done now.

    `seen`: the numbers, from 1, of those steps whose page the visitor has opened. To
    become somebody is done with whatever that person had to do.
    """
    states = []
    now = True
    for number, step in enumerate(steps, 1):
        follows = steps[number].done if step.be and number < len(steps) else False
        done = step.done or follows or (step.look and now and number in seen)
        states.append("done" if done else "now" if now else "later")
        now = now and done
    return tuple(
        Step(
            title=step.title,
            url=step.url if state != "later" else "",
            done=state == "done",
            be=step.be if state == "now" else "",
            then=step.then,
            look=step.look,
            state=state,
        )
        for step, state in zip(steps, states, strict=True)
    )
