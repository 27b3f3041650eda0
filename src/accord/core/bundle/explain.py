"""What a bundle proves, in sentences for a person."""

from accord.core.bundle.answer import Answer
from accord.core.rules.standing import CORRECTED, HELD, RETRACTED


def explain(answer: Answer, now: str | None) -> list[str]:
    """The answer in plain English.

    With `now` (a time as acts write it) it says what that time means for embargoes;
    without, it gives the times alone.
    """
    return [
        _who(answer),
        _public(answer, now),
        _state(answer, now),
        _whose_word(answer),
    ]


def _who(answer: Answer) -> str:
    if not answer.joint:
        return (
            f"{answer.by} said this in its own name on {answer.effect}: it is that "
            "member's word, not the coalition's."
        )
    said = {
        "voice.position": "The coalition agreed on this position",
        "voice.translation": (
            f"The coalition said the words of its statement {answer.translates} in "
            f"another language ({_list(answer.languages)})"
        ),
    }.get(answer.kind, "The coalition said this")
    return (
        f"{said}: {_list(answer.members)} ({len(answer.members)} of "
        f"{answer.members_in_all} members) signed exactly these words, the last of "
        f"them on {answer.effect}."
    )


def _public(answer: Answer, now: str | None) -> str:
    if answer.never_public:
        return "It never became public."
    if now is None:
        return f"It is public from {answer.public_from} on."
    if now < answer.public_from:
        return f"It is not public yet: it is under embargo until {answer.public_from}."
    return f"It is public since {answer.public_from}."


def _state(answer: Answer, now: str | None) -> str:
    as_of = f"as of {answer.as_of}, when the log had {answer.size} records"
    if answer.state == HELD:
        return f"A signer held it back on {answer.state_since} ({as_of})."
    if answer.state == RETRACTED:
        who = "The coalition" if answer.joint else answer.by
        return f"{who} withdrew it on {answer.state_since} ({as_of})."
    if answer.state == CORRECTED:
        verb = "replaces" if now is None or now < answer.state_since else "replaced"
        return f"A correction {verb} it from {answer.state_since} on ({as_of})."
    return f"It was not withdrawn, corrected or held back {as_of}."


def _whose_word(answer: Answer) -> str:
    if answer.confirmed_by:
        return (
            "That the log says so is the word of the host and of the copies of "
            f"{_list(answer.confirmed_by)}."
        )
    return (
        "The signatures are the members' own. What was recorded when, and that it "
        "still stands, is the host's word alone: no member's copy confirms it yet."
    )


def _list(names: tuple[str, ...]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
