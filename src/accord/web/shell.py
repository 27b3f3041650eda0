"""Which static files a page needs to open without a network.

Scripts say themselves what they need: the list is read out of their imports.
"""

import posixpath
import re
from collections.abc import Iterable, Iterator

from accord.web.assets import Assets

_IMPORT = re.compile(r"""(?:\bfrom |\bimport\(|^import )["'](\.[^"']+\.js)["']""", re.M)
_TABLE = re.compile(r"/text/(en|uk|ru|ro)[-.]")
# Asks for the parts of every page, each when it is needed; only its first line counts.
ENTRY = "accord/js/main.js"


def files(assets: Assets, entries: Iterable[str], language: str) -> list[str]:
    """The addresses of these scripts and of all that they may import.

    Of the tables of messages only those of `language`.
    """
    found: dict[str, None] = {}
    waiting = list(entries)
    while waiting:
        name = waiting.pop()
        table = _TABLE.search(name)
        if name in found or name not in assets.files:
            continue
        if table and table[1] != language:
            continue
        found[name] = None
        if name.endswith(".js"):
            waiting += _imports(assets, name)
    return sorted(assets.url(name) for name in found)


def _imports(assets: Assets, name: str) -> Iterator[str]:
    source = assets.files[name].body.decode()
    for match in _IMPORT.finditer(source):
        if name != ENTRY or not match[0].startswith("import("):
            yield posixpath.normpath(posixpath.join(posixpath.dirname(name), match[1]))
