"""What is bold, italic or a link within a line, in time in proportion to the line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

# What a backslash takes the meaning from: ASCII punctuation, as in CommonMark.
SIGNS = r"!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~"
ADDRESS = r"(?:https?://|mailto:)[!#-&*-;=?-\[\]-~]{1,500}"
_TOKEN = re.compile(
    rf"\\(?P<escaped>[{SIGNS}])"
    r"|(?P<star>\*\*?)"
    rf"|\[(?P<label>(?:\\[{SIGNS}]|[^\\\[\]])+)\]\((?P<address>{ADDRESS})\)"
)
_WHITE = " \t\xa0"
_ESCAPED = re.compile(rf"\\([{SIGNS}])")


@dataclass(frozen=True)
class Span:
    """Some text of one sort; `link` is an address or ""."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""


@dataclass(frozen=True)
class _Star:
    """One or two stars, and whether they can begin or end something."""

    sign: str
    opens: bool
    closes: bool


def spans(line: str) -> tuple[Span, ...]:
    """The line in pieces: neighbours differ in what they are."""
    pieces = list(_pieces(line))
    paired = _paired(pieces)
    bold = italic = False
    found: list[Span] = []
    for at, piece in enumerate(pieces):
        if isinstance(piece, Span):
            found.append(replace(piece, bold=bold, italic=italic))
        elif at not in paired:
            found.append(Span(piece.sign, bold, italic))
        elif len(piece.sign) == 2:
            bold = not bold
        else:
            italic = not italic
    return tuple(_joined(found))


def unescaped(text: str) -> str:
    """A text without the backslashes before its signs."""
    return _ESCAPED.sub(r"\1", text)


def _pieces(line: str) -> Iterator[Span | _Star]:
    at = 0
    for token in _TOKEN.finditer(line):
        if token.start() > at:
            yield Span(line[at : token.start()])
        at = token.end()
        if token["escaped"]:
            yield Span(token["escaped"])
        elif token["star"]:
            yield _star(line, token.start(), at)
        else:
            label = unescaped(token["label"])
            yield Span(label, link=unescaped(token["address"]))
    if at < len(line):
        yield Span(line[at:])


def _star(line: str, start: int, end: int) -> _Star:
    after, before = line[end : end + 1], line[start - 1 : start] if start else ""
    return _Star(
        line[start:end],
        opens=bool(after) and after not in _WHITE,
        closes=bool(before) and before not in _WHITE,
    )


def _paired(pieces: list[Span | _Star]) -> set[int]:
    """The places of stars that have a partner; each sort is paired by itself."""
    found: set[int] = set()
    opened: dict[str, int] = {}
    for at, piece in enumerate(pieces):
        if isinstance(piece, Span):
            continue
        if piece.closes and at - opened.get(piece.sign, at) > 1:
            found |= {opened.pop(piece.sign), at}
        elif piece.opens:
            opened.setdefault(piece.sign, at)
    return found


def _joined(found: list[Span]) -> Iterator[Span]:
    last: Span | None = None
    for one in found:
        if last is not None and replace(one, text=last.text) == last:
            last = replace(last, text=last.text + one.text)
        else:
            if last is not None:
                yield last
            last = one
    if last is not None:
        yield last
