"""Acts of the voice in words."""

from accord.cli.words.line import Facts, language, listing
from accord.core.acts.voice import Hold, Position, Retraction, Translation, Words


def words(body: Words) -> Facts:
    """A statement, joint or a member's own; the texts are in the contents."""
    facts = [
        ("address", body.slug),
        ("languages", listing(language(one) for one in body.languages)),
        ("public", _release(body)),
    ]
    if body.topics:
        facts.append(("topics", listing(body.topics)))
    if body.corrects is not None:
        facts.append(("corrects", body.corrects))
    for number, one in (body.pictures or {}).items():
        size = f"{one.width} x {one.height}"
        facts.append((f"picture {number}", f"{one.type}, {size}"))
    return facts


def _release(body: Words) -> str:
    if body.urgent:
        return f"from {body.release}, urgent: at once when agreed later"
    return f"from {body.release}, at least ten minutes after it is agreed"


def hold(body: Hold) -> Facts:
    """A statement is stopped before it is public."""
    return [("statement", body.statement)]


def retraction(body: Retraction) -> Facts:
    """A statement is withdrawn."""
    return [("statement", body.statement)]


def translation(body: Translation) -> Facts:
    """A public statement in one more language."""
    return [("statement", body.statement), ("language", language(body.language))]


def position(body: Position) -> Facts:
    """What the members agreed to answer."""
    facts = [
        ("languages", listing(language(one) for one in body.languages)),
        ("readers", "everybody" if body.public else "the members alone"),
    ]
    if body.topics:
        facts.append(("topics", listing(body.topics)))
    if body.replaces is not None:
        facts.append(("replaces", body.replaces))
    return facts
