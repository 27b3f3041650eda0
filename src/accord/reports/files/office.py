"""Documents of word processors and spreadsheets: packed files of XML, written anew.

Taken out: who made, changed and commented them, when, with what; where they lay; small
pictures of the first page. NotTaken: programs (macros), embedded objects, and what is
packed so that it grows beyond all measure.
"""

import re
import zipfile
import zlib
from io import BytesIO

from accord.people.jail import NotTaken
from accord.reports.files.segments import bare

MOST_PARTS = 3000
MOST_BYTES = 150 * 1024 * 1024
WHEN = (1980, 1, 1, 0, 0, 0)

_DEEDS = re.compile(
    r"vbaproject|vbadata|activex|/embeddings/|macrosheets|customui|oleobject"
    r"|^basic/|^scripts/|^object |\.(bin|exe|js|vbs|dll|bat|cmd)$",
    re.IGNORECASE,
)
_NOT_NEEDED = re.compile(r"^(docprops/thumbnail|thumbnails/)", re.IGNORECASE)
_XML = re.compile(r"\.(xml|rels|rdf)$", re.IGNORECASE)
_ENTITY = re.compile(rb"<!(DOCTYPE|ENTITY)")

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_ODF = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
EMPTY = {
    "docProps/core.xml": f'<coreProperties xmlns="{_CORE}"/>',
    "docProps/app.xml": f'<Properties xmlns="{_OFFICE}/extended-properties"/>',
    "docProps/custom.xml": f'<Properties xmlns="{_OFFICE}/custom-properties"/>',
    "meta.xml": f'<office:document-meta xmlns:office="{_ODF}" office:version="1.2">'
    "<office:meta/></office:document-meta>",
}
# Names of people, and paths on their machines, inside of the documents themselves.
BLANKED = (
    (
        re.compile(
            rb"((?:w|w15|w16cid|w16du|p|p15|x18tc)?:?"
            rb"(?:author|initials|userId|providerId|lastIdx|displayName|userName)"
            rb')="[^"]*"'
        ),
        rb'\1=""',
    ),
    (
        re.compile(
            rb"<((?:dc:creator|meta:initial-creator|meta:creator-initials"
            rb"|loext:sender-initials|author))>[^<]*</\1>"
        ),
        rb"<\1></\1>",
    ),
    (re.compile(rb"<x15ac:absPath [^>]*/>"), b""),
    (re.compile(rb"<Relationship [^>]*thumbnail[^>]*/>"), b""),
    (re.compile(rb"<manifest:file-entry [^>]*Thumbnails/[^>]*/>"), b""),
)
KINDS = {
    "word/document.xml": "docx",
    "xl/workbook.xml": "xlsx",
    "ppt/presentation.xml": "pptx",
}
ODF = b"application/vnd.oasis.opendocument."
ODF_KINDS = {b"text": "odt", b"spreadsheet": "ods", b"presentation": "odp"}


def clean(data: bytes) -> tuple[str, bytes]:
    """The kind (docx, xlsx, pptx, odt, ods, odp) and the file; raises NotTaken."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            return _written(packed)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError) as error:
        raise NotTaken("broken") from error
    except (NotImplementedError, RuntimeError, LookupError) as error:
        # An unknown way of packing, or a password.
        raise NotTaken("locked") from error


def _written(packed: zipfile.ZipFile) -> tuple[str, bytes]:
    parts = packed.infolist()
    names = [one.filename for one in parts]
    if len(parts) > MOST_PARTS or sum(one.file_size for one in parts) > MOST_BYTES:
        raise NotTaken("bomb")
    if len(set(names)) != len(names):
        raise NotTaken("broken")
    if any(_DEEDS.search(one) for one in names):
        raise NotTaken("programs")
    kind = _kind(packed, names)
    out, room = BytesIO(), MOST_BYTES
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for part in parts:
            if part.is_dir() or _NOT_NEEDED.match(part.filename):
                continue
            content = _read(packed, part, room)
            room -= len(content)
            # OpenDocument wants its first part unpacked, to be known by.
            how = zipfile.ZIP_STORED if part.filename == "mimetype" else None
            fresh = zipfile.ZipInfo(part.filename, WHEN)
            fresh.compress_type = zipfile.ZIP_DEFLATED if how is None else how
            made.writestr(fresh, _bare(part.filename, content))
    return kind, out.getvalue()


def _kind(packed: zipfile.ZipFile, names: list[str]) -> str:
    if "[Content_Types].xml" in names:
        for part, kind in KINDS.items():
            if part in names:
                return kind
    if names and names[0] == "mimetype":
        said = _read(packed, packed.getinfo("mimetype"), 200)
        kind = ODF_KINDS.get(said.strip().removeprefix(ODF), "")
        if said.startswith(ODF) and kind and "content.xml" in names:
            return kind
    raise NotTaken("kind")


def _read(packed: zipfile.ZipFile, part: zipfile.ZipInfo, room: int) -> bytes:
    """One part, unpacked to `room` bytes at most, whatever it says of itself."""
    if part.flag_bits & 1:
        raise NotTaken("locked")
    with packed.open(part) as opened:
        content = opened.read(room + 1)
    if len(content) > room:
        raise NotTaken("bomb")
    return content


def _bare(name: str, content: bytes) -> bytes:
    if name in EMPTY:
        return b'<?xml version="1.0" encoding="UTF-8"?>' + EMPTY[name].encode()
    if not _XML.search(name):
        return bare(content)
    if _ENTITY.search(content):
        raise NotTaken("programs")
    for pattern, instead in BLANKED:
        content = pattern.sub(instead, content)
    return content
