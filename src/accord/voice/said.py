"""Everything that was said in public, in memory, ready to be searched for a quote.

The index is a cache of the public statements' texts: it is made when it is first
asked for, grows with what is released, and is made anew when something disappears.
"""

import threading

from accord.ledger import clock
from accord.quotes import Index, Statement, Verdict
from accord.voice import statements
from accord.voice.models import Statement as Row

SEPARATOR = "\n\n"


class _Said:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.forget()

    def forget(self) -> None:
        """Begins anew."""
        self.index = Index()
        self.have: dict[str, tuple[str, ...]] = {}
        self.texts: dict[tuple[str, str], str] = {}

    def refresh(self) -> None:
        """Adds what was released since the last look."""
        now = {row.act: row for row in statements.public(clock.text())}
        if not self.have.keys() <= now.keys():
            self.forget()
        for act in sorted(
            now.keys() - self.have.keys(), key=lambda one: _order(now[one])
        ):
            self._add(now[act])

    def _add(self, row: Row) -> None:
        languages = tuple(row.languages.split(","))
        for language in languages:
            text = whole(statements.text_of(row.act, language))
            if text:
                self.index.add(Statement(row.act, language, text))
                self.texts[row.act, language] = text
        self.have[row.act] = languages


def _order(row: Row) -> tuple[str, int]:
    return row.public_from, row.effect_index


def whole(text: statements.Text) -> str:
    """Title, summary and text as one: a quote may be taken from any of them."""
    return SEPARATOR.join(
        part for part in (text.title, text.summary, text.text) if part
    )


_said = _Said()


def check(words: str) -> tuple[Verdict, str]:
    """The verdict on `words`, and the text of the statement found ("" if none).

    Raises ValueError, with a sentence, for words that are too long.
    """
    with _said.lock:
        _said.refresh()
        verdict = _said.index.check(words)
        key = (verdict.statement or "", verdict.language or "")
        return verdict, _said.texts.get(key, "")


def forget() -> None:
    """Empties the cache: for tests, and after a rebuild."""
    with _said.lock:
        _said.forget()
