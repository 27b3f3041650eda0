"""Static files, served by the hub itself from memory.

All of them lie under one address that changes when any of them changes,

    /static/<version>/accord/css/tokens.css

so a browser may keep a file for ever, scripts import each other by relative
addresses, and nothing has to be collected or rewritten before the hub starts.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import mimetypes
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.apps import apps

ROOT = "/static/"
SMALL = 200  # bytes; below this compression does not pay
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
}


@dataclass(frozen=True)
class Asset:
    """One file: its bytes as they are and compressed (or None), and what it is."""

    body: bytes
    compressed: bytes | None
    type: str
    integrity: str

    @classmethod
    def of(cls, path: Path) -> Asset:
        """Read one file."""
        body = path.read_bytes()
        squeezed = gzip.compress(body, 9, mtime=0) if len(body) > SMALL else body
        guess = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        digest = base64.b64encode(hashlib.sha384(body).digest()).decode()
        return cls(
            body=body,
            compressed=squeezed if len(squeezed) < len(body) else None,
            type=TYPES.get(path.suffix, guess),
            integrity=f"sha384-{digest}",
        )


@dataclass(frozen=True)
class Assets:
    """Every static file by its name, and the version of them all."""

    files: dict[str, Asset]
    version: str

    def url(self, name: str) -> str:
        """The address of a file, or LookupError when there is none of that name."""
        if name not in self.files:
            raise LookupError(f"There is no static file {name!r}.")
        return f"{ROOT}{self.version}/{name}"

    def at(self, path: str) -> Asset | None:
        """The file at an address of this version, else None."""
        version, _, name = path.removeprefix(ROOT).partition("/")
        return self.files.get(name) if version == self.version else None


@cache
def assets() -> Assets:
    """All files under `static/` in the installed apps, read once."""
    files = {name: Asset.of(path) for name, path in _found()}
    total = hashlib.sha256()
    for name in sorted(files):
        total.update(f"{name} {files[name].integrity}\n".encode())
    return Assets(files, total.hexdigest()[:12])


def _found() -> Iterator[tuple[str, Path]]:
    for app in apps.get_app_configs():
        static = Path(app.path) / "static"
        for path in sorted(static.rglob("*")):
            if path.is_file():
                yield path.relative_to(static).as_posix(), path
