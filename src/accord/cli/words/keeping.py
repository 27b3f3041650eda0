"""Acts of keeping stock in words."""

from accord.cli.words.line import Facts, plural
from accord.cli.words.supplies import lots
from accord.core.acts.claiming import Claim, ClaimedLine
from accord.core.acts.keeping import Close, Move, Recall, Settle, SettledLine, Transfer


def transfer(body: Transfer) -> Facts:
    """Goods change their owner."""
    return [
        ("at site", body.site),
        ("from owner", body.owner),
        ("to owner", body.to),
        ("lines", lots(body.lines)),
    ]


def move(body: Move) -> Facts:
    """Goods go to another condition or site."""
    return [
        ("at site", body.site),
        ("owner", body.owner),
        ("condition", body.condition),
        ("to site", body.target),
        ("then", "disposed of: thrown away" if body.disposed else body.to),
        ("lines", lots(body.lines)),
    ]


def recall(body: Recall) -> Facts:
    """Lots are frozen or freed."""
    return [
        ("lots", "\n".join(body.lots)),
        ("frozen", "yes, wherever they are" if body.stands else "no longer"),
    ]


def settle(body: Settle) -> Facts:
    """What became of a difference."""
    return [
        ("handover", body.handover),
        ("what came back is at", body.site or "nothing came back"),
        ("lines", "\n".join(_settled(one) for one in body.lines)),
    ]


def _settled(line: SettledLine) -> str:
    lost, back = plural(line.lost, "unit"), plural(line.back, "unit")
    return f"line {line.line + 1}: {lost} lost, {back} came back"


def claim(body: Claim) -> Facts:
    """What the receiver found after a handover."""
    return [
        ("handover", body.handover),
        ("lines", "\n".join(_claimed(one) for one in body.lines)),
    ]


def _claimed(line: ClaimedLine) -> str:
    damaged, missing = plural(line.damaged, "unit"), plural(line.missing, "unit")
    return f"line {line.line + 1}: {damaged} damaged, {missing} missing"


def close(body: Close) -> Facts:
    """A need, an offer or a plan that is over."""
    return [("record", body.act)]
