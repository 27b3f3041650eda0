"""Papers: a Typst sheet and its data become PDF, and an address becomes a code.

Words reach a sheet as JSON, never as markup, so no sign in them means anything. Fonts
are those that come with Typst, so that a paper looks the same everywhere.
"""

import io
import json
import threading
from collections.abc import Mapping
from functools import lru_cache

import segno
import typst

KEPT = 32

# One at a time: setting a long text takes a core and some memory.
_lock = threading.Lock()


def pdf(
    sheet: bytes, data: Mapping[str, object], files: Mapping[str, bytes] | None = None
) -> bytes:
    """A sheet (Typst) as PDF; it finds `data` in `sys.inputs.data`, as JSON.

    `files` (pictures) are in `data.files` under their names, as lists of numbers, which
    `bytes` takes: so nothing is written to a disk.
    """
    given = {**data, "files": {name: list(one) for name, one in (files or {}).items()}}
    return _set(sheet, json.dumps(given, ensure_ascii=False))


@lru_cache(maxsize=KEPT)
def _set(sheet: bytes, data: str) -> bytes:
    """The newest are kept, as many ask for the same."""
    with _lock:
        made: bytes = typst.compile(
            sheet, sys_inputs={"data": data}, ignore_system_fonts=True, format="pdf"
        )
    return made


def code(address: str) -> str:
    """An address as a QR code, as SVG for a sheet."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=0)
    return out.getvalue().decode()
