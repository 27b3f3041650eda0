"""Drafts: private work of several people, before anything is signed.

A language's text has versions. Who saves words that nobody has changed makes no new
version. Who saves upon a version that is not the newest any more gets both changes if
they touch different parts; otherwise what they wrote is kept aside, and shown to them
beside what the other one saved.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accord.ledger import clock, coalition
from accord.ledger.cache import reading
from accord.people.reader import Reader
from accord.search.folding import has, stems, words
from accord.voice import cleaning, merging
from accord.voice.models import Draft, DraftComment, DraftText

PARTS = ("title", "summary", "text")
COMMENT = 4000


@dataclass(frozen=True)
class Written:
    """What one person wrote in one language, upon the version `base` (0: upon none)."""

    title: str
    summary: str
    text: str
    base: int = 0

    @classmethod
    def of(cls, row: DraftText | None) -> "Written":
        """The words of a version."""
        if row is None:
            return cls("", "", "")
        return cls(row.title, row.summary, row.text, row.version)

    def same(self, other: "Written") -> bool:
        """Whether the words are the same, whatever they are based on."""
        return self.parts() == other.parts()

    def parts(self) -> tuple[str, str, str]:
        """Title, summary, text."""
        return self.title, self.summary, self.text


@dataclass
class Saved:
    """What became of a save, by language: `theirs` stand in the way of `mine`, which
    was kept aside.
    """

    new: list[str] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    theirs: dict[str, DraftText] = field(default_factory=dict)
    mine: dict[str, DraftText] = field(default_factory=dict)


def open_to(reader: Reader) -> QuerySet[Draft]:
    """The drafts that a person may read, and, with the task of statements, change."""
    ours = Q(own=False) | Q(by=reader.member)
    return Draft.objects.filter(ours, closed=False).order_by("-changed", "-id")


def begin(
    reader: Reader,
    texts: Mapping[str, Written],
    *,
    languages: Iterable[str],
    own: bool = False,
    slug: str = "",
    corrects: str = "",
    topics: str = "",
    release: datetime | None = None,
    urgent: bool = False,
) -> Draft:
    """A new draft, with what there is of its words."""
    now = clock.now()
    draft = Draft.objects.create(
        own=own,
        by=reader.member,
        slug=slug,
        languages=",".join(sorted(languages)),
        topics=topics,
        corrects=corrects,
        release=release,
        urgent=urgent,
        begun=now,
        changed=now,
    )
    save(draft, reader, texts)
    return draft


def matching(reader: Reader, query: str) -> list[tuple[Draft, dict[str, DraftText]]]:
    """The drafts that a person may read and that have every word of `query`, newest
    first, with their newest texts.
    """
    wanted = stems(query)
    if not wanted:
        return []
    ours = list(open_to(reader))
    written = DraftText.objects.filter(draft__in=ours, aside=False)
    numbers = written.values("draft", "language").annotate(newest=Max("id"))
    texts: dict[int, dict[str, DraftText]] = {}
    for row in written.filter(id__in=numbers.values("newest")):
        texts.setdefault(row.draft_id, {})[row.language] = row
    return [
        (draft, found)
        for draft in ours
        if (found := texts.get(draft.id)) and _has(draft, found, wanted)
    ]


def _has(draft: Draft, texts: Mapping[str, DraftText], wanted: list[str]) -> bool:
    parts = [part for row in texts.values() for part in Written.of(row).parts()]
    return has(words(" ".join([*parts, draft.topics])), wanted)


def languages(draft: Draft) -> list[str]:
    """The languages in which a draft is going to be signed."""
    return [one for one in draft.languages.split(",") if one]


def newest(draft: Draft) -> dict[str, DraftText]:
    """The newest text in each language."""
    rows = draft.texts.filter(aside=False).order_by("version")
    return {row.language: row for row in rows}


def versions(draft: Draft, limit: int = 30) -> list[DraftText]:
    """Every version of every language, newest first."""
    return list(draft.texts.order_by("-saved", "-id")[:limit])


@transaction.atomic
def save(
    draft: Draft,
    reader: Reader,
    texts: Mapping[str, Written],
    compared: Collection[str] = (),
) -> Saved:
    """Saves what was written, language by language.

    `compared`: languages whose words, unchanged, were found to say the same as the
    others; they get a new version that says so.
    """
    locked = Draft.objects.select_for_update().get(id=draft.id)
    saved = Saved()
    for language, written in texts.items():
        _save_one(locked, reader, language, written, saved)
        if language in compared and _is_newest(locked, language, written):
            _add(locked, reader, language, written)
            saved.new.append(language)
    if saved.new or saved.merged:
        locked.changed = clock.now()
        locked.slug = locked.slug or _address(locked)
        locked.save(update_fields=["changed", "slug"])
    draft.refresh_from_db()
    return saved


def _save_one(
    draft: Draft, reader: Reader, language: str, mine: Written, saved: Saved
) -> None:
    rows = draft.texts.filter(language=language)
    row = rows.filter(aside=False).order_by("-version").first()
    now = Written.of(row)
    base = Written.of(rows.filter(version=mine.base).first())
    if mine.same(now) or (mine.base != now.base and mine.same(base)):
        return
    if row is None or mine.base == now.base:
        _add(draft, reader, language, mine)
        saved.new.append(language)
        return
    both = _merged(base, mine, now)
    if both is not None:
        _add(draft, reader, language, both)
        saved.merged.append(language)
        return
    last = rows.filter(aside=True).order_by("-version").first()
    if last is None or not mine.same(Written.of(last)):
        last = _add(draft, reader, language, mine, aside=True)
    saved.mine[language] = last
    saved.theirs[language] = row


def _is_newest(draft: Draft, language: str, written: Written) -> bool:
    return written == Written.of(newest(draft).get(language))


def _merged(base: Written, mine: Written, theirs: Written) -> Written | None:
    """Both changes, or None when they touch the same title, summary or paragraph."""
    found: list[str] = []
    for was, my, their in zip(base.parts(), mine.parts(), theirs.parts(), strict=True):
        parts = merging.merge(was, my, their)
        if my == their or their == was:
            found.append(my)
        elif my == was:
            found.append(their)
        elif merging.clashes(parts):
            return None
        else:
            found.append(merging.together(parts))
    title, summary, text = found
    return replace(theirs, title=title, summary=summary, text=text)


def _add(
    draft: Draft, reader: Reader, language: str, written: Written, aside: bool = False
) -> DraftText:
    last = draft.texts.filter(language=language).order_by("-version").first()
    return DraftText.objects.create(
        draft=draft,
        language=language,
        version=(last.version if last else 0) + 1,
        title=written.title,
        summary=written.summary,
        text=written.text,
        member=reader.member,
        person=reader.person,
        saved=clock.now(),
        aside=aside,
        upon=written.base,
    )


# Addresses


def is_taken(slug: str, draft: Draft | None = None) -> bool:
    """Whether an earlier statement, or another draft, has this address."""
    others = Draft.objects.filter(slug=slug, closed=False)
    if draft is not None:
        others = others.exclude(id=draft.id)
    return was_said(slug) or others.exists()


def was_said(slug: str) -> bool:
    """Whether an earlier statement has this address: it is never given again."""
    with reading() as state:
        return slug in state.slugs


def free(slug: str) -> str:
    """`slug`, or with a number behind it if it is taken."""
    stem, found, number = slug[:58].strip("-"), slug, 1
    while found and is_taken(found):
        number += 1
        found = f"{stem}-{number}"
    return found


def _address(draft: Draft) -> str:
    """An address out of the title, in English if there is one; "" without letters."""
    found = newest(draft)
    titles = [found[one].title for one in sorted(found, key=lambda one: one != "en")]
    slugs = (slugify(title.replace("_", " "))[:50].strip("-") for title in titles)
    return free(next((slug for slug in slugs if slug), ""))


def coalition_languages() -> list[str]:
    """The languages of the declaration."""
    here = coalition.current()
    return list(here.languages) if here else []


def comment(draft: Draft, reader: Reader, typed: str) -> tuple[str, str]:
    """Adds a word about a draft; returns what was typed and what is wrong with it."""
    try:
        text = cleaning.words(typed)
    except ValidationError as error:
        return typed, " ".join(error.messages)
    if not text:
        return typed, _("Write something first.")
    if len(text) > COMMENT:
        return typed, _("At most {n} characters.").format(n=COMMENT)
    DraftComment.objects.create(
        draft=draft,
        member=reader.member,
        person=reader.person,
        time=clock.now(),
        text=text,
    )
    return "", ""
