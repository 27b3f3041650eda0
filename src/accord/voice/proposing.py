"""From a draft to what is signed: is it complete, and what will the record hold."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from django.utils.translation import gettext as _

from accord.core.acts import times
from accord.core.acts.voice import MAX_PICTURES, PICTURE, Own, Statement
from accord.ledger import clock
from accord.ledger.prepare import Prepared, prepare
from accord.people.reader import Reader
from accord.voice import draft_pictures, drafts, pictures, release
from accord.voice.markup.parse import pictures as named
from accord.voice.models import Draft, DraftText, Proposal
from accord.voice.texts import text_of
from accord.voice.texts_form import own_name


def kind_of(draft: Draft) -> str:
    """The kind of act that a draft becomes."""
    return Own.KIND if draft.own else Statement.KIND


def lacking(draft: Draft) -> Iterator[str]:
    """What has to be done before a draft can be proposed, in sentences."""
    found = drafts.newest(draft)
    for language in drafts.languages(draft):
        row = found.get(language)
        if row is None or not row.title or not row.text:
            yield _("{language}: the title or the text is missing.").format(
                language=own_name(language)
            )
        if row is not None:
            yield from _pictures_lacking(draft, row)
    if draft_pictures.too_many(texts(draft)):
        yield _("At most {n} pictures can be signed with a statement.").format(
            n=MAX_PICTURES
        )
    if not draft.slug:
        yield _("It needs an address on the site.")
    elif drafts.was_said(draft.slug):
        yield _("An earlier statement has this address. Choose another.")
    yield from _correction_lacking(draft) if draft.corrects else _late(draft)


def _late(draft: Draft) -> Iterator[str]:
    if draft.release and draft.release <= clock.now():
        yield release.passed()


def _correction_lacking(draft: Draft) -> Iterator[str]:
    if not _differs(draft, drafts.newest(draft)):
        yield _("Nothing differs from what it corrects.")


def _differs(draft: Draft, found: Mapping[str, DraftText]) -> bool:
    """Whether a correction says, shows or lists anything else than what it corrects."""
    body = pictures.body(draft.corrects)
    if body is None or sorted(body.languages) != sorted(drafts.languages(draft)):
        return True
    if ",".join(body.topics) != draft.topics:
        return True
    for one in body.languages:
        was, now = text_of(draft.corrects, one), found.get(one)
        before = (was.title, was.summary, was.text)
        if now is None or before != (now.title, now.summary, now.text):
            return True
    before_shown = {
        number: data for number, (_kind, data) in pictures.files(draft.corrects).items()
    }
    chosen = draft_pictures.chosen(draft, found)
    return before_shown != {
        number: bytes(one.content or b"") for number, one in chosen.items()
    }


def _pictures_lacking(draft: Draft, row: DraftText) -> Iterator[str]:
    there = {str(one.number) for one in draft_pictures.there(draft)}
    for number, shown in named(row.text).items():
        if number not in there:
            said = _("{language}: there is no picture {n} any more.")
        elif not shown.alt.strip():
            said = _("{language}: picture {n} needs a description for who cannot see.")
        else:
            continue
        yield said.format(language=own_name(row.language), n=number)


def texts(draft: Draft) -> dict[str, DraftText]:
    """The words that would be signed, by language."""
    found = drafts.newest(draft)
    return {one: found[one] for one in drafts.languages(draft) if one in found}


def versions(draft: Draft) -> str:
    """Which versions these are: `en:3 uk:2`."""
    found = texts(draft)
    return " ".join(f"{one}:{found[one].version}" for one in sorted(found))


def propose(draft: Draft, reader: Reader, days: int) -> Prepared:
    """The act that a draft becomes; raises Malformed or Refused."""
    now = clock.now()
    body: dict[str, object] = {
        "slug": draft.slug,
        "languages": drafts.languages(draft),
        "release": times.write(draft.release or now),
        "urgent": draft.urgent,
        "topics": [one for one in draft.topics.split(",") if one],
    }
    if draft.corrects:
        body["corrects"] = draft.corrects
    found = texts(draft)
    chosen = draft_pictures.chosen(draft, found)
    if chosen:
        body["pictures"] = {
            number: {"type": one.type, "width": one.width, "height": one.height}
            for number, one in chosen.items()
        }
    contents = {
        f"text.{one}": {"title": row.title, "summary": row.summary, "text": row.text}
        for one, row in found.items()
    }
    return prepare(
        reader.member,
        kind_of(draft),
        body,
        contents,
        {
            f"{PICTURE}{number}": bytes(one.content or b"")
            for number, one in chosen.items()
        },
        closes=times.write(now + timedelta(days=days)),
        keyid=reader.keyid,
    )


def proposal_of(draft: Draft) -> Proposal | None:
    """The newest proposal at the draft's address, if there is one."""
    if not draft.slug:
        return None
    found = Proposal.objects.filter(slug=draft.slug, kind=kind_of(draft))
    return found.order_by("-index").first()
