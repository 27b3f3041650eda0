"""Everything that was said in public, in memory, ready to be searched for a quote.

The index is a cache of the public statements' texts: it is made when it is first
asked for, grows with what is released, and is made anew when the two do not agree.
"""

import threading
from collections.abc import Iterable
from itertools import islice

from accord.ledger import clock
from accord.quotes import LIMIT, Index, Statement, Verdict
from accord.voice import statements, texts
from accord.voice.texts import Name

CHUNK = 200


class _Said:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.forget()

    def forget(self) -> None:
        """Begins anew."""
        self.index = Index()
        self.until = ""
        self.acts: set[str] = set()
        self.added: set[Name] = set()
        self.texts: dict[Name, str] = {}

    def refresh(self) -> None:
        """Adds what was released since the last look.

        Nothing is ever released at an earlier time than now, so only what is newer
        than the last look has to be read; the count says whether that was right.
        """
        now = clock.text()
        self._add(now)
        gone = self.added - _translations(now)
        if gone or statements.public(now).count() != len(self.acts):
            self.forget()
            self._add(now)

    def _add(self, now: str) -> None:
        rows = statements.public(now).filter(public_from__gte=self.until)
        new = [row for row in rows.reverse() if row.act not in self.acts]
        names = iter(
            [(row.act, one) for row in new for one in row.languages.split(",")]
        )
        while chunk := list(islice(names, CHUNK)):
            self._take(chunk)
        self.acts.update(row.act for row in new)
        translated = _translations(now) - self.added
        self._take(translated)
        self.added |= translated
        self.until = max(self.until, now)

    def _take(self, names: Iterable[Name]) -> None:
        for name, text in texts.exact(names).items():
            if len(text.whole.encode()) <= LIMIT and not text.erased:
                self.index.add(Statement(*name, text.whole))
                self.texts[name] = text.whole


def _translations(now: str) -> set[Name]:
    """What was added to public statements in other languages, and is out."""
    rows = statements.public(now).exclude(added={})
    return {
        (row.act, language)
        for row in rows
        for language, since in row.added.items()
        if since <= now
    }


_said = _Said()


def check(words: str) -> tuple[Verdict, str]:
    """The verdict on `words`, and the text of the statement found ("" if none).

    Raises ValueError, with a sentence, for words that are too long.
    """
    with _said.lock:
        _said.refresh()
        verdict = _said.index.check(words)
        return verdict, _said.texts.get(
            (verdict.statement or "", verdict.language or ""), ""
        )


def forget() -> None:
    """Empties the cache: for tests, and after a rebuild."""
    with _said.lock:
        _said.forget()
