"""Files: known by their content, without who made them; hostile ones are refused."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from pypdf import PdfReader

from accord.reports.files.handed import clean
from tests.jailed import read_here
from tests.reports import papers


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are read in this process: the small one has a test of its own."""
    read_here(monkeypatch)


def test_a_pdf_keeps_its_words_and_loses_its_authors() -> None:
    before = papers.pdf()
    assert before.count(b"Canary") == 6
    found = clean(before)
    assert found.type == "pdf"
    assert b"Canary" not in found.data
    reader = PdfReader(BytesIO(found.data))
    assert "The road is open" in reader.pages[0].extract_text()
    assert not reader.metadata
    assert not reader.pages[0].get("/Annots")
    (image,) = reader.pages[0].images
    assert image.image is not None
    assert image.image.size == (64, 48)


def parts(data: bytes) -> dict[str, bytes]:
    """What a packed file holds."""
    with zipfile.ZipFile(BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def test_a_document_keeps_its_words_and_loses_its_authors() -> None:
    found = clean(papers.docx())
    assert found.type == "docx"
    inside = parts(found.data)
    assert not any(b"Canary" in one for one in inside.values())
    assert b"The road is open" in inside["word/document.xml"]
    assert "docProps/thumbnail.jpeg" not in inside
    assert b"thumbnail" not in inside["_rels/.rels"]
    assert b"word/document.xml" in inside["_rels/.rels"]


def test_an_open_document_too() -> None:
    found = clean(papers.odt())
    assert found.type == "odt"
    inside = parts(found.data)
    assert not any(b"Canary" in one for one in inside.values())
    assert next(iter(inside)) == "mimetype"


def test_a_picture_is_drawn_anew_whatever_it_is_called() -> None:
    found = clean(papers.photo())
    assert found.type == "jpeg"
    assert b"Canary" not in found.data


def test_plain_text_stays() -> None:
    text = "Дорогу відкрито; одна смуга\n".encode()
    assert clean(text).data == text


SVG = b'\n<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
ENTITIES = b'<!DOCTYPE a [<!ENTITY b "x">]><w:document>&b;</w:document>'


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: SVG, "this kind are not taken"),
        (lambda: b"\xef\xbb\xbf" + SVG, "this kind are not taken"),
        (lambda: SVG.decode().encode("utf-16"), "this kind are not taken"),
        (lambda: b"<!doctype html><script>", "this kind are not taken"),
        (lambda: b"MZ\x90\x00", "this kind are not taken"),
        (lambda: b"\x1f\x8b" + bytes(9), "this kind are not taken"),
        (lambda: b"GIF89a;<script>alert(1)</script>\0", "this kind are not taken"),
        (lambda: papers.zipped({"a.txt": b"x"}), "this kind are not taken"),
        (lambda: b"", "empty"),
        (lambda: bytes(15 * 1024 * 1024 + 1), "15 MB at most"),
        (papers.pdf_with_script, "a program"),
        (papers.pdf_with_script_on_a_page, "a program"),
        (papers.pdf_with_launch, "a program"),
        (papers.pdf_with_file, "a program"),
        (papers.pdf_locked, "locked"),
        (lambda: b"%PDF-1.7\n" + bytes(500), "broken|too many"),
        (papers.pdf_that_circles, "broken|too many"),
        (papers.pdf_bomb, "broken|too many"),
        (lambda: papers.docx(word__vbaProject_bin=b"x"), "a program"),
        (lambda: papers.docx(word__embeddings__a=b"x"), "a program"),
        (lambda: papers.docx(word__more=b"x")[:-30], "broken"),
        (lambda: papers.docx(**{"word__x.xml": ENTITIES}), "a program"),
        (papers.zip_bomb, "beyond all measure"),
        (papers.lying_bomb, "broken|beyond all measure"),
    ],
)
def test_refused(make: Callable[[], bytes], sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        clean(make())
