"""Canary words: each stands in one thing, and only certain readers may meet it."""

import base64
import binascii
import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from django.http import HttpResponse
from django.http.response import HttpResponseBase, StreamingHttpResponse
from pypdf import PdfReader

WORD = re.compile(rb"canary[0-9]{4}x")
BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{32,}={0,2}")


@dataclass(frozen=True)
class Canary:
    """A word, where it stands, and for whom: members' handles, and everybody or not.

    `person`: only this one, "bravo/voice". `opens` names routes at which it may stand
    all the same, each with a reason in the documentation.
    """

    word: str
    where: str
    members: frozenset[str]
    public: bool = False
    person: str = ""
    opens: frozenset[str] = frozenset()
    aside: bool = False

    def for_(self, member: str | None, person: str, route: str) -> bool:
        """Whether a reader may meet it at a route."""
        if self.public or route in self.opens:
            return True
        if self.person:
            return self.person == f"{member}/{person}"
        return member in self.members


@dataclass
class Canaries:
    """All canary words of one coalition."""

    known: dict[str, Canary] = field(default_factory=dict)

    def new(
        self,
        where: str,
        members: Iterable[str] = (),
        *,
        public: bool = False,
        person: str = "",
        opens: Iterable[str] = (),
        aside: bool = False,
    ) -> str:
        """A fresh word, for these readers."""
        word = f"canary{len(self.known):04d}x"
        self.known[word] = Canary(
            word, where, frozenset(members), public, person, frozenset(opens), aside
        )
        return word


def words(answer: HttpResponseBase) -> set[str]:
    """Every canary word in an answer: its body, decoded as far as it goes; its head."""
    head = "\n".join(f"{name}: {value}" for name, value in answer.items())
    cookies = answer.cookies.output()
    return found_in(unquote(head + cookies).encode()) | found_in(body(answer))


def body(answer: HttpResponseBase) -> bytes:
    """The bytes of an answer; a PDF's and an archive's with what is in them."""
    if isinstance(answer, StreamingHttpResponse):
        return b"".join(answer)  # type: ignore[arg-type]
    assert isinstance(answer, HttpResponse)
    data: bytes = answer.content
    return data + unpacked(data)


def unpacked(data: bytes) -> bytes:
    """What is inside of a PDF or of an archive (a workbook is one)."""
    if data.startswith(b"%PDF"):
        pages = PdfReader(io.BytesIO(data)).pages
        return "\n".join(page.extract_text() for page in pages).encode()
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return b"\n".join(archive.read(name) for name in archive.namelist())
    return b""


def found_in(data: bytes) -> set[str]:
    """The canary words in bytes, folded lines and base64 undone."""
    unfolded = data.replace(b"\r\n ", b"")
    found = set(WORD.findall(unfolded.lower()))
    for part in BASE64.findall(unfolded):
        found |= set(WORD.findall(_decoded(part)))
    return {word.decode() for word in found}


def _decoded(part: bytes) -> bytes:
    plain = part.translate(bytes.maketrans(b"-_", b"+/")).rstrip(b"=")
    try:
        return base64.b64decode(plain + b"=" * (-len(plain) % 4))
    except binascii.Error:
        return b""


def names(known: Mapping[str, Canary], found: Iterable[str]) -> str:
    """Where canary words stand, for a test's message."""
    return ", ".join(
        f"{word} ({known[word].where})" if word in known else word
        for word in sorted(found)
    )
