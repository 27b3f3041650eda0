"""Everything that was said in public, ready to be searched for a quote.

The index is a cache of the words of public statements, of their translations, also of
those that were withdrawn alone, and of public positions: it is made when it is first
asked for, grows with what is released, and is made anew when the two do not agree. Once
there is enough of it, it is kept in a file, so that the next process need not make it;
words that were read from there are compared with those that were signed.
"""

import logging
import threading
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from django.conf import settings

from accord.ledger import clock
from accord.quotes import LIMIT, Index, Statement, Unusable, Verdict
from accord.voice import public_words
from accord.voice.texts import Name

CHUNK = 200
FILE = "quotes.index"
UNSAVED = 200  # statements, and an eighth of those in the file: then it is written
log = logging.getLogger(__name__)


class _Said:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.forget()

    def forget(self) -> None:
        """Begins anew, as if nobody had asked yet."""
        self.index: Index | None = None
        self.until = ""
        self.acts: set[str] = set()
        self.translations: set[Name] = set()

    def opened(self) -> Index:
        """The index; the first time what is in the file, if that is what was signed."""
        if self.index is None:
            self.index = _from_file() or Index()
            names = set(self.index.names())
            self.translations = names & public_words.translations(clock.text())
            self.acts = {act for act, _ in names - self.translations}
        return self.index

    def refresh(self) -> Index:
        """The index with what was released since the last look.

        Nothing is ever released at an earlier time than now, so only what is newer
        than the last look has to be read; the count says whether that was right.
        """
        now = clock.text()
        self._add(now)
        if not self._is_all(now):
            self.begin_anew()
            self._add(now)
        index = self.opened()
        if index.unsaved >= max(UNSAVED, len(index) // 8):
            _save(index)
        return index

    def begin_anew(self) -> None:
        """Forgets the file as well."""
        path().unlink(missing_ok=True)
        self.forget()

    def _is_all(self, now: str) -> bool:
        """Whether nothing is missing, and nothing was taken away since."""
        if public_words.count(now) != len(self.acts):
            return False
        return public_words.translations(now) == self.translations

    def _add(self, now: str) -> None:
        index = self.opened()
        asked = public_words.names(now, self.until)
        new = [name for name in asked if name[0] not in self.acts]
        added = public_words.translations(now) - self.translations
        for name, words in _signed([*new, *sorted(added)]):
            if words and len(words.encode()) <= LIMIT:
                index.add(Statement(*name, words))
        self.acts.update(act for act, _ in new)
        self.translations |= added
        self.until = max(self.until, now)


def path() -> Path:
    """Where the index is kept between two processes."""
    return Path(settings.DATA_DIR) / FILE


def _from_file() -> Index | None:
    """The index in the file, if every word in it is one that was signed."""
    try:
        index = Index.open(path())
    except FileNotFoundError:
        return None
    except (Unusable, OSError) as error:
        log.warning("The index of quotes is made anew: %s", error)
        return None
    for name, words in _signed(index.names()):
        if not words or index.statement(*name) != Statement(*name, words):
            log.warning("The index of quotes is made anew: it has other words.")
            return None
    return index


def _save(index: Index) -> None:
    try:
        index.save(path())
    except OSError as error:
        log.warning("The index of quotes cannot be kept in a file: %s", error)


def _signed(names: Iterable[Name]) -> Iterator[tuple[Name, str]]:
    rest = iter(names)
    while chunk := list(islice(rest, CHUNK)):
        yield from public_words.exact(chunk).items()


_said = _Said()


def check(words: str) -> tuple[Verdict, str]:
    """The verdict on `words`, and the text of the statement found ("" if none).

    Raises ValueError, with a sentence, for words that are too long.
    """
    with _said.lock:
        verdict = _said.refresh().check(words)
        if not _still_there(verdict):
            _said.begin_anew()
            verdict = _said.refresh().check(words)
        return verdict, _text(verdict)


def _still_there(verdict: Verdict) -> bool:
    """Whether the words of the statement found were not erased since."""
    if verdict.statement is None:
        return True
    name = (verdict.statement, verdict.language or "")
    return public_words.exact([name])[name] == _text(verdict)


def _text(verdict: Verdict) -> str:
    if verdict.statement is None:
        return ""
    found = _said.opened().statement(verdict.statement, verdict.language or "")
    return found.text if found else ""


def forget() -> None:
    """Empties the cache: for tests, and after a rebuild."""
    with _said.lock:
        _said.begin_anew()
