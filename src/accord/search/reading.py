"""The words of an act: out of its contents, and of the names in its body."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from accord.core.acts.act import Act

TITLES = frozenset({"title", "question", "name", "names"})
# What an act's body says in words that people know.
NAMED = ("code", "slug", "topics", "donor", "by")
SILENT = frozenset({"lat", "lon"})
SEPARATOR = " · "


@dataclass(frozen=True, slots=True)
class Words:
    """What a thing is called, and everything else that it says."""

    title: str
    text: str


def read(
    act: Act, documents: Mapping[str, Mapping[str, object]], goods: Sequence[str] = ()
) -> Words:
    """The words of an act; `documents` are those contents that are kept, by hash, and
    `goods` the hashes of the names of the items that it is about.
    """
    titles: list[str] = []
    texts: list[str] = []
    for sha256 in (*goods, *(ref.sha256 for ref in act.blobs.values())):
        _collect(documents.get(sha256, {}), titles, texts)
    texts += _named(act)
    return Words(" ".join(titles), " ".join(texts))


def in_language(
    act: Act,
    documents: Mapping[str, Mapping[str, object]],
    language: str,
    goods: Sequence[str] = (),
) -> Words:
    """The same in one language, where the act speaks several."""
    spoken = {name.partition(".")[2]: name for name in act.blobs if "." in name}
    chosen = spoken.get(language) or spoken.get("en") or next(iter(spoken.values()), "")
    titles: list[str] = []
    texts: list[str] = []
    for name, ref in act.blobs.items():
        if name == chosen or "." not in name:
            _collect(documents.get(ref.sha256, {}), titles, texts, language)
    named = [one for sha256 in goods for one in _names(documents, sha256, language)]
    if named:
        return Words(SEPARATOR.join(named), SEPARATOR.join([*titles, *texts]))
    title = titles[0] if titles else ""
    return Words(title, SEPARATOR.join([*titles[1:], *texts]))


def other_names(
    act: Act,
    documents: Mapping[str, Mapping[str, object]],
    goods: Sequence[str] = (),
) -> list[str]:
    """What it, or the goods that it is about, is called in every language."""
    hashes = (*goods, *(ref.sha256 for ref in act.blobs.values()))
    found = [one for each in hashes for one in _names(documents, each, "")]
    return list(dict.fromkeys(found))


def _names(
    documents: Mapping[str, Mapping[str, object]], sha256: str, language: str
) -> list[str]:
    document = documents.get(sha256, {})
    return list(_chosen(document, language)) if _is_names(document) else []


def _collect(
    document: Mapping[str, object],
    titles: list[str],
    texts: list[str],
    language: str = "",
) -> None:
    if _is_names(document):
        titles += _chosen(document, language)
        return
    for name, value in document.items():
        if name in SILENT:
            continue
        kept = titles if name in TITLES else texts
        if isinstance(value, str):
            kept.append(value)
        elif isinstance(value, Mapping):
            kept += _chosen(value, language)


def _is_names(document: Mapping[str, object]) -> bool:
    """Whether a document is a table of names by language."""
    return bool(document) and all(len(name) in (2, 3) for name in document)


def _chosen(names: Mapping[str, object], language: str) -> Iterator[str]:
    """A table of names by language: the one, or all of them."""
    said = {code: one for code, one in names.items() if isinstance(one, str)}
    if language and said:
        yield said.get(language) or said.get("en") or next(iter(said.values()))
        return
    yield from said.values()


def _named(act: Act) -> list[str]:
    found = [act.by]
    for name in NAMED:
        value = getattr(act.body, name, None)
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, tuple):
            found += [one for one in value if isinstance(one, str)]
    return found
