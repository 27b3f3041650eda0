"""Where words lie: one django.po for every app and language, and its django.mo."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import polib  # type: ignore[import-untyped]  # it has no stubs

from accord.web.catalogues.words import Message, found_in

HOUSE = Path(__file__).parents[2]  # src/accord
LANGUAGES = ("uk", "ru", "ro")
# Which parts of the house have their words in which catalogue. The command line, and
# errors in the formats of the log and of proofs, are for operators: in English.
APPS: dict[str, tuple[str, ...]] = {
    "core": ("core/acts", "core/rules", "quotes"),
    "web": ("web", "sequencer"),
    "desk": ("desk",),
    "field": ("field",),
    "charter": ("charter",),
    "voice": ("voice",),
    "supplies": ("supplies",),
    "actions": ("actions",),
    "reports": ("reports",),
    "people": ("people",),
    "search": ("search",),
    "ledger": ("ledger",),
    "replica": ("replica",),
}
# The same goes for these files.
FOR_OPERATORS = (
    "core/acts/keyfile.py",
    "core/acts/recovery.py",
    "core/acts/sealed.py",
    "core/rules/replay.py",
    "ledger/audit.py",
    "replica/entering.py",
    "replica/hashes.py",
    "replica/heads.py",
    "replica/judge.py",
    "replica/onward.py",
    "replica/promotion.py",
    "replica/rewind.py",
    "replica/source.py",
    "replica/target.py",
    "replica/voting.py",
    "replica/witness.py",
)
_SLAVIC = (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && "
    "(n%100<12 || n%100>14) ? 1 : 2);"
)
PLURALS = {
    "uk": _SLAVIC,
    "ru": _SLAVIC,
    "ro": "nplurals=3; plural=(n==1 ? 0 : n==0 || (n%100>0 && n%100<20) ? 1 : 2);",
}
FORMS = 3


@dataclass(frozen=True)
class Catalogue:
    """The words of one app in one language."""

    app: str
    language: str

    @property
    def po(self) -> Path:
        """Where people write."""
        folder = HOUSE / self.app / "locale" / self.language / "LC_MESSAGES"
        return folder / "django.po"

    @property
    def mo(self) -> Path:
        """Where Django reads."""
        return self.po.with_suffix(".mo")

    def read(self) -> polib.POFile:
        """What is there; an empty catalogue when there is no file yet."""
        if self.po.exists():
            return polib.pofile(str(self.po), wrapwidth=88)
        return self._empty()

    def update(self) -> int:
        """Bring in new words, drop those gone; how many are not translated."""
        old = {key(entry): entry for entry in self.read()}
        new = self._empty()
        for message, sources in messages(self.app).items():
            new.append(_entry(message, sources, old))
        if new or self.po.exists():
            self.po.parent.mkdir(parents=True, exist_ok=True)
            new.save(str(self.po))
        return len(new.untranslated_entries())

    def compile(self) -> None:
        """Write django.mo."""
        if self.po.exists():
            self.mo.write_bytes(self.binary())

    def binary(self) -> bytes:
        """What django.mo should hold."""
        return bytes(self.read().to_binary())

    def _empty(self) -> polib.POFile:
        file = polib.POFile(wrapwidth=88)
        file.metadata = {
            "Language": self.language,
            "MIME-Version": "1.0",
            "Content-Type": "text/plain; charset=UTF-8",
            "Content-Transfer-Encoding": "8bit",
            "Plural-Forms": PLURALS[self.language],
        }
        return file


def catalogues(apps: Iterable[str] = APPS) -> Iterator[Catalogue]:
    """All of them, or those of some apps."""
    for app in apps:
        for language in LANGUAGES:
            yield Catalogue(app, language)


def sources(app: str) -> Iterator[Path]:
    """The files whose words belong to an app's catalogue."""
    for part in APPS[app]:
        folder = HOUSE / part
        for path in [folder] if folder.is_file() else sorted(folder.rglob("*")):
            if _is_source(path):
                yield path


def _is_source(path: Path) -> bool:
    if path.suffix == ".py":
        return path.relative_to(HOUSE).as_posix() not in FOR_OPERATORS
    return path.suffix in (".html", ".txt") and "templates" in path.parts


def messages(app: str) -> dict[Message, list[str]]:
    """Every message of an app, with the files that hold it."""
    found: dict[Message, list[str]] = {}
    for path in sources(app):
        name = path.relative_to(HOUSE).as_posix()
        for message in found_in(path):
            files = found.setdefault(message, [])
            if name not in files:
                files.append(name)
    return found


def key(entry: polib.POEntry) -> Message:
    """The message that an entry translates."""
    return Message(entry.msgctxt or "", entry.msgid, entry.msgid_plural or "")


def _entry(
    message: Message, files: list[str], old: dict[Message, polib.POEntry]
) -> polib.POEntry:
    entry = polib.POEntry(
        msgctxt=message.context or None,
        msgid=message.singular,
        msgid_plural=message.plural or None,
        occurrences=[(file, "") for file in files],
    )
    before = old.get(message)
    if message.plural:
        known = before.msgstr_plural if before else {}
        entry.msgstr_plural = {form: known.get(form, "") for form in range(FORMS)}
    elif before:
        entry.msgstr = before.msgstr
    return entry
