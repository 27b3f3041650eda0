"""Statements and answers of the check as JSON, for programs."""

from django.conf import settings
from django.urls import reverse

from accord.core.acts import times
from accord.ledger import coalition
from accord.people.names import member_name
from accord.voice import pictures, texts
from accord.voice.checked import Checked
from accord.voice.positions import Shown
from accord.voice.statements import Said


def statement(found: Said) -> dict[str, object]:
    """A statement: its words in every language, who signed, how it stands now."""
    row, here = found.row, coalition.current()
    read = texts.exact((row.act, one) for one in found.languages)
    return {
        **standing(found),
        "pictures": _pictures(found),
        "coalition": here.id if here else "",
        "by": row.by,
        "topics": [one for one in row.topics.split(",") if one],
        "agreed": row.effect,
        "needed": found.signed.need,
        "members": found.signed.members,
        "signed": [
            {"member": one, "name": member_name(one, found.language)}
            for one in found.signed.signers
        ],
        "added": {
            one: {"public_from": since, "proof": translation_proof(found, one)}
            for one, since in sorted(row.added.items())
            if one in found.languages
        },
        "texts": {
            language: {"title": text.title, "summary": text.summary, "text": text.text}
            for (_, language), text in read.items()
            if not text.erased
        },
    }


def _pictures(found: Said) -> dict[str, object]:
    """Where the pictures are, by the numbers that the texts name."""
    shown = pictures.absolute(pictures.sources(found.act))
    return {
        number: {"url": one.url, "width": one.width, "height": one.height}
        for number, one in shown.items()
    }


def standing(found: Said) -> dict[str, object]:
    """Which statement it is and how it stands, with addresses."""
    row = found.row
    correction, corrected = found.correction, found.corrected
    return {
        "act": found.act,
        "kind": _kind(found),
        "slug": row.slug,
        "languages": found.languages,
        "public_from": times.write(found.time),
        "state": found.state,
        "since": times.write(found.changed),
        "reason": found.reason or None,
        "corrects": address(corrected) if corrected else None,
        "corrected_by": address(correction) if correction else None,
        "url": address(found),
        "proof": None if found.translates else proof(found),
    }


def _kind(found: Said) -> str:
    if found.translates:
        return "translation"
    return "own" if found.own else "joint"


def address(found: Said) -> str:
    """The whole address of a statement's page."""
    return f"{settings.ORIGIN}{found.url}"


def proof(found: Said) -> str:
    """The whole address of a statement's proof file."""
    path = reverse("voice:proof", args=[found.row.year, found.row.slug])
    return f"{settings.ORIGIN}{path}"


def translation_proof(found: Said, language: str) -> str:
    """The whole address of the proof file of a translation that was added."""
    given = [found.row.year, found.row.slug, language]
    return f"{settings.ORIGIN}{reverse('voice:translation-proof', args=given)}"


def checked(answer: Checked) -> dict[str, object]:
    """An answer of the check, with its evidence."""
    verdict = answer.verdict
    return {
        "verdict": answer.kind,
        "title": answer.answer.title if answer.answer else "",
        "reason": answer.answer.reason if answer.answer else "",
        "problem": answer.problem or None,
        "language": answer.language or None,
        "sentence": "".join(one.text for one in answer.said) or None,
        "changes": [
            {"kind": one.kind, "said": one.said, "quoted": one.quoted}
            for one in (verdict.changes if verdict else ())
        ],
        "statement": standing(answer.statement) if answer.statement else None,
        "position": position(answer.position) if answer.position else None,
    }


def position(found: Shown) -> dict[str, object]:
    """Which position it is and how it stands, with addresses."""
    page = reverse("voice:position", args=[found.act])
    proof_file = reverse("voice:position-proof", args=[found.act])
    newer = found.newer
    return {
        "act": found.act,
        "languages": [one.language for one in found.answers],
        "public_from": found.row.public_from,
        "state": found.state,
        "since": times.write(found.changed),
        "reason": found.reason or None,
        "replaced_by": f"{settings.ORIGIN}{newer.url}" if newer else None,
        "url": f"{settings.ORIGIN}{page}",
        "proof": f"{settings.ORIGIN}{proof_file}",
    }
