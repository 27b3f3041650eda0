"""PDF files: their pages written anew, without programs, authors and older versions."""

from collections.abc import Iterator
from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    PdfObject,
    StreamObject,
)

from accord.people.jail import NotTaken
from accord.reports.files.segments import bare

MOST_PAGES = 500
MOST_OBJECTS = 300_000
# What runs, opens, sends or carries something (ISO 32000-1, 12.6.4, 7.11.4, 13.6).
KEYS = frozenset({"/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/XFA", "/RichMedia"})
DEEDS = frozenset(
    {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/Rendition", "/GoToE"}
)
LINKS = frozenset({"/URI", "/GoTo"})
# Who made it and with what, page by page and picture by picture.
NOTES = ("/Metadata", "/PieceInfo", "/LastModified", "/AA", "/SeparationInfo")
SHOWN = frozenset({"/Link", "/Widget"})


def clean(data: bytes) -> bytes:
    """The pages alone; raises NotTaken."""
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted:
            raise NotTaken("locked")
        if any(map(_runs, _every(reader.trailer))):
            raise NotTaken("programs")
        if not 1 <= len(reader.pages) <= MOST_PAGES:
            raise NotTaken("pages")
        return _written(reader)
    except (PyPdfError, ValueError, TypeError, LookupError, AttributeError) as error:
        # pypdf meets broken files in all of these ways.
        raise NotTaken("broken") from error
    except (RecursionError, NotImplementedError, OSError, ArithmeticError) as error:
        raise NotTaken("broken") from error


def _every(root: PdfObject) -> Iterator[PdfObject]:
    """Everything that can be reached, each once."""
    waiting, seen, count = [root], set(), 0
    while waiting:
        one = waiting.pop()
        if isinstance(one, IndirectObject):
            if (one.idnum, one.generation) in seen:
                continue
            seen.add((one.idnum, one.generation))
            found = one.get_object()
            if found is None:
                continue
            one = found
        count += 1
        if count > MOST_OBJECTS:
            raise NotTaken("pages")
        yield one
        if isinstance(one, DictionaryObject):
            waiting += dict.values(one)
        elif isinstance(one, ArrayObject):
            waiting += list.__iter__(one)


def _runs(one: PdfObject) -> bool:
    if not isinstance(one, DictionaryObject):
        return False
    return bool(KEYS & set(one)) or one.get("/S") in DEEDS


def _written(reader: PdfReader) -> bytes:
    """The pages in a new file; what was taken out before never comes into it."""
    for page in reader.pages:
        _only_links(page)
    for one in _every(reader.trailer):
        if isinstance(one, DictionaryObject):
            _strip(one)
    writer = PdfWriter()
    for page in reader.pages:
        writer.add_page(page)
    writer.metadata = None
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _only_links(page: DictionaryObject) -> None:
    """Notes that people left on a page carry their names; links and fields stay."""
    if "/Annots" not in page:
        return
    kept = ArrayObject()
    for one in page["/Annots"]:  # type: ignore[attr-defined]
        note = one.get_object()
        if isinstance(note, DictionaryObject) and note.get("/Subtype") in SHOWN:
            kept.append(one)
    page[NameObject("/Annots")] = kept


def _strip(one: DictionaryObject) -> None:
    for name in NOTES:
        one.pop(NameObject(name), None)
    deed = one.get("/A")
    if isinstance(deed, DictionaryObject) and deed.get("/S") not in LINKS:
        one.pop(NameObject("/A"), None)
    if isinstance(one, StreamObject) and one.get("/Filter") == "/DCTDecode":
        one._data = bare(one._data)
