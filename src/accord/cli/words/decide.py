"""Acts about other acts in words."""

from accord.cli.words.line import Facts
from accord.core.acts.content import Erase
from accord.core.acts.decide import Abstain, Object, Withdraw


def abstain(body: Abstain) -> Facts:
    """Neither a signature nor an objection."""
    return [("decision", body.act)]


def erase(body: Erase) -> Facts:
    """Contents erased for good."""
    return [("record", body.act), ("erased for good", ", ".join(body.contents_named))]


def object_(body: Object) -> Facts:
    """An objection, or its end."""
    meaning = "the objection stands" if body.stands else "the objection is over"
    return [("decision", body.act), ("meaning", meaning)]


def withdraw(body: Withdraw) -> Facts:
    """A signature taken back, or a proposal closed by its proposer."""
    return [("decision", body.act)]
