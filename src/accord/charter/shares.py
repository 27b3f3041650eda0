"""How many have to sign what: the choices of a founding, in plain words."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.core.acts.charter import Share

CHOICES: tuple[tuple[str, str | Promise], ...] = (
    ("1/3", gettext_lazy("a third of the members")),
    ("1/2", gettext_lazy("half of the members")),
    ("2/3", gettext_lazy("two thirds of the members")),
    ("3/4", gettext_lazy("three quarters of the members")),
    ("1/1", gettext_lazy("all members")),
)


@dataclass(frozen=True, slots=True)
class Question:
    """One question about who decides, and the kinds of act that it settles."""

    name: str
    label: str | Promise
    kinds: tuple[str, ...]
    default: str


QUESTIONS: tuple[Question, ...] = (
    Question(
        "speak",
        gettext_lazy("To speak together"),
        ("voice.position", "voice.statement"),
        "2/3",
    ),
    Question(
        "withdraw",
        gettext_lazy("To withdraw a statement, or add a translation"),
        ("voice.retraction", "voice.translation"),
        "1/3",
    ),
    Question(
        "members",
        gettext_lazy("To admit a member, or change the rules or the declaration"),
        ("charter.amend", "charter.roster"),
        "2/3",
    ),
    Question(
        "lead",
        gettext_lazy("To choose who leads and speaks for all"),
        ("charter.lead",),
        "2/3",
    ),
    Question("close", gettext_lazy("To end the coalition"), ("charter.close",), "2/3"),
)


def defaults() -> dict[str, str]:
    """The share of each question before anybody changed it."""
    return {one.name: one.default for one in QUESTIONS}


def of_terms(rules: Mapping[str, Share]) -> dict[str, Share]:
    """The rule of each question, as a list of members has it for its first kind."""
    return {one.name: rules[one.kinds[0]] for one in QUESTIONS}


def changed(rules: Mapping[str, Share], new: Mapping[str, Share]) -> dict[str, Share]:
    """Rules with other answers to some questions; kinds of the others stay."""
    before = of_terms(rules)
    return dict(rules) | {
        kind: new[one.name]
        for one in QUESTIONS
        if new[one.name] != before[one.name]
        for kind in one.kinds
    }


def read(part: str, *, veto: bool) -> Share:
    """A share out of the form "2/3"."""
    num, den = (int(number) for number in part.split("/"))
    return Share(num, den, veto)


def part(share: Share) -> str:
    """A share as "2/3"."""
    return f"{share.num}/{share.den}"


def words(share: Share) -> str:
    """two thirds of the members; one objection blocks it"""
    known = {one: str(label) for one, label in CHOICES}
    said = known.get(part(share)) or _("{share} of the members").format(
        share=part(share)
    )
    if not share.veto:
        return said
    return _("{share}; one objection blocks it").format(share=said)


def document(chosen: Mapping[str, str]) -> dict[str, object]:
    """The rules of a founding act, kind by kind."""
    shares = {name: part.split("/") for name, part in chosen.items()}
    return {
        kind: {"share": [int(number) for number in shares[one.name]]}
        for one in QUESTIONS
        for kind in one.kinds
    }


def plain(chosen: Mapping[str, str], members: int) -> list[tuple[str, str]]:
    """(question, answer) in words: two thirds of the members, so 2 of 3."""
    words = dict(CHOICES)
    return [
        (str(one.label), _in_words(str(words[chosen[one.name]]), one, chosen, members))
        for one in QUESTIONS
    ]


def _in_words(
    words: str, question: Question, chosen: Mapping[str, str], members: int
) -> str:
    num, den = (int(number) for number in chosen[question.name].split("/"))
    need = Share(num, den, veto=False).of(members)
    if question.name == "withdraw":
        need = max(need, min(2, members))
    return _("{share}: {need} of {members}").format(
        share=words, need=need, members=members
    )
