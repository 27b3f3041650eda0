"""Searching the public statements: newest first, in all their languages."""

from dataclasses import dataclass

from accord.ledger import clock
from accord.voice import statements, texts
from accord.voice.models import Statement
from accord.voice.statements import Said

FOUND = 20
AT_ONCE = 100
MOST = 1000


@dataclass(frozen=True)
class Found:
    """One page of what was found; `older` is where to search on, if there is more."""

    said: list[Said]
    older: str = ""


def find(words: str, before: str = "") -> Found:
    """Statements with all of `words` in one language, older than the act `before`.

    Looks at no more than MOST statements for one page.
    """
    wanted = words.casefold().split()
    if not wanted:
        return Found([])
    rows = statements.public(clock.text())
    start = statements.by_act(before) if before else None
    if start is not None:
        rows = rows.filter(public_from__lte=start.public_from).exclude(act=before)
    found: list[Said] = []
    seen = 0
    while chunk := list(rows[seen : seen + AT_ONCE]):
        for row, language in _matching(chunk, wanted):
            found.append(statements.said(row, language))
            if len(found) == FOUND:
                return Found(found, row.act)
        seen += len(chunk)
        if seen >= MOST:
            return Found(found, chunk[-1].act)
    return Found(found)


def _matching(rows: list[Statement], wanted: list[str]) -> list[tuple[Statement, str]]:
    """The rows in which all words stand, with the language in which they do."""
    names = [(row.act, one) for row in rows for one in statements.languages(row)]
    read = texts.exact(names)
    found = []
    for row in rows:
        mine = statements.spoken(row)
        languages = [mine, *(one for one in statements.languages(row) if one != mine)]
        for language in languages:
            folded = read[row.act, language].whole.casefold()
            if all(word in folded for word in wanted):
                found.append((row, language))
                break
    return found
