"""Files that people hand in: good ones that say who made them, and hostile ones."""

import zipfile
import zlib
from io import BytesIO

from PIL import Image
from pypdf import PdfWriter
from pypdf.annotations import Text
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"


def photo() -> bytes:
    """A JPEG that says who took it."""
    exif = Image.Exif()
    exif[0x013B] = "Canary Author"
    out = BytesIO()
    Image.new("RGB", (64, 48), (10, 90, 160)).save(out, "JPEG", exif=exif)
    return out.getvalue()


def _writer() -> PdfWriter:
    writer = PdfWriter()
    page = writer.add_blank_page(200, 100)
    content = StreamObject()
    content._data = b"BT /F1 12 Tf 10 10 Td (The road is open) Tj ET"
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    named = {NameObject(key): NameObject(value) for key, value in font.items()}
    fonts = DictionaryObject({NameObject("/F1"): DictionaryObject(named)})
    picture = StreamObject()
    picture._data = photo()
    for key, value in {
        "/Type": NameObject("/XObject"),
        "/Subtype": NameObject("/Image"),
        "/Filter": NameObject("/DCTDecode"),
        "/Width": NumberObject(64),
        "/Height": NumberObject(48),
        "/BitsPerComponent": NumberObject(8),
        "/ColorSpace": NameObject("/DeviceRGB"),
    }.items():
        picture[NameObject(key)] = value
    pictures = {NameObject("/I1"): writer._add_object(picture)}
    page[NameObject("/Resources")] = DictionaryObject(
        {
            NameObject("/Font"): fonts,
            NameObject("/XObject"): DictionaryObject(pictures),
        }
    )
    page[NameObject("/Contents")] = writer._add_object(content)
    writer.add_metadata({"/Author": "Canary Author", "/Producer": "Canary Program"})
    note = StreamObject()
    note._data = b"<x:xmpmeta>Canary XMP</x:xmpmeta>"
    writer.root_object[NameObject("/Metadata")] = writer._add_object(note)
    return writer


def _bytes(writer: PdfWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def pdf() -> bytes:
    """A PDF that says who made it, in five places."""
    writer = _writer()
    note = Text(rect=(1, 1, 9, 9), text="Canary note")
    note[NameObject("/T")] = TextStringObject("Canary Commenter")
    writer.add_annotation(0, note)
    return _bytes(writer)


def pdf_with_script() -> bytes:
    """A PDF that runs a program when it is opened."""
    writer = _writer()
    writer.root_object[NameObject("/OpenAction")] = _script()
    return _bytes(writer)


def _script() -> DictionaryObject:
    return DictionaryObject(
        {
            NameObject("/S"): NameObject("/JavaScript"),
            NameObject("/JS"): TextStringObject("app.alert('hi');"),
        }
    )


def pdf_with_script_on_a_page() -> bytes:
    """The same, hidden: the page runs it, and its name is written in numbers."""
    writer = _writer()
    page = writer.pages[0]
    page[NameObject("/AA")] = DictionaryObject({NameObject("/O"): _script()})
    return _bytes(writer).replace(b"/JavaScript", b"/Java#53cript")


def pdf_with_launch() -> bytes:
    """A PDF with a link that starts a program."""
    writer = _writer()
    deed = DictionaryObject(
        {
            NameObject("/S"): NameObject("/Launch"),
            NameObject("/F"): TextStringObject("cmd.exe"),
        }
    )
    link = DictionaryObject(
        {NameObject("/Subtype"): NameObject("/Link"), NameObject("/A"): deed}
    )
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(link)])
    return _bytes(writer)


def pdf_with_file() -> bytes:
    """A PDF that carries another file."""
    writer = _writer()
    writer.add_attachment("run.exe", b"MZ")
    return _bytes(writer)


def pdf_locked() -> bytes:
    """A PDF with a password."""
    writer = _writer()
    writer.encrypt("secret", algorithm="RC4-128")
    return _bytes(writer)


def pdf_that_circles() -> bytes:
    """A PDF whose pages contain themselves."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\n"
        b"trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF"
    )


def pdf_bomb() -> bytes:
    """A PDF whose list of objects is packed 1000 to 1, again and again."""
    packed = zlib.compress(zlib.compress(bytes(100_000_000), 9), 9)
    return (
        b"%%PDF-1.5\n1 0 obj<</Type/XRef/Size 9/W[1 2 1]/Root 1 0 R"
        b"/Filter[/FlateDecode/FlateDecode]/Length %d>>stream\n%s\nendstream endobj\n"
        b"startxref\n9\n%%%%EOF" % (len(packed), packed)
    )


def zipped(parts: dict[str, bytes]) -> bytes:
    """A packed file."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return out.getvalue()


WORDS = (
    b'<w:document><w:ins w:author="Canary Author" w:initials="CA"/>'
    b"<w:t>The road is open</w:t></w:document>"
)


def docx(**more: bytes) -> bytes:
    """A document that says who wrote and changed it."""
    rels = (
        b'<Relationships><Relationship Id="r1" Target="docProps/thumbnail.jpeg"/>'
        b'<Relationship Id="r2" Target="word/document.xml"/></Relationships>'
    )
    core = f'<coreProperties xmlns="{CORE}">Canary Author</coreProperties>'
    return zipped(
        {
            "[Content_Types].xml": b"<Types/>",
            "_rels/.rels": rels,
            "word/document.xml": WORDS,
            "word/media/image1.jpeg": photo(),
            "docProps/core.xml": core.encode(),
            "docProps/app.xml": b"<Properties>Canary Company</Properties>",
            "docProps/thumbnail.jpeg": photo(),
        }
        | {name.replace("__", "/"): data for name, data in more.items()}
    )


def odt() -> bytes:
    """The same of the other family."""
    meta = b"<meta:initial-creator>Canary Author</meta:initial-creator>"
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": b"<a><dc:creator>Canary Author</dc:creator>open</a>",
            "meta.xml": meta,
            "Thumbnails/thumbnail.png": photo(),
        }
    )


def zip_bomb() -> bytes:
    """A document of 160 MB in 160 kB."""
    return docx(word__large_xml=bytes(160_000_000))


def lying_bomb() -> bytes:
    """The same, which says that it is small."""
    data = bytearray(zip_bomb())
    size = (160_000_000).to_bytes(4, "little")
    return bytes(data.replace(size, (100).to_bytes(4, "little")))
