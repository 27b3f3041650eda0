"""Put an offline page together: modules, styles and template into one file.

Every module becomes a function that returns its exports, in the order in which they
import each other; the script stays readable for whoever looks into the file. The
modules keep to a small part of the language's imports and exports, one to a line:

    import { a, b as c } from "./x.js";
    export function a() …      export async function …      export const …
    export class …             export default a;   (left out)

Anything else is an error here, not a page that fails later.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
SHARED = HERE.parent / "static" / "accord"
ENTRY = HERE / "app.js"
CHECK = HERE / "check" / "app.js"
STYLES = (
    SHARED / "css" / "tokens.css",
    SHARED / "css" / "public.css",
    SHARED / "css" / "ui.css",
    HERE / "offline.css",
)

_IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.[^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(
    r"^export ((?:async )?(?:function|const|let|class) (\w+))", re.MULTILINE
)
_DEFAULT = re.compile(r"^export default \w+;\n", re.MULTILINE)
_COMMENT = re.compile(r"/\*.*?\*/|^\s*//[^\n]*", re.MULTILINE | re.DOTALL)
_LEFT = re.compile(r"^\s*(?:import|export)\b|\bimport\(", re.MULTILINE)


@dataclass(frozen=True)
class Module:
    """One script: where it is, what it imports (by module), and what it exports."""

    path: Path
    imports: tuple[tuple[str, Path], ...]
    exports: tuple[str, ...]
    body: str

    @property
    def name(self) -> str:
        """The variable that holds its exports."""
        parts = self.path.relative_to(HERE.parent).with_suffix("").parts
        return "m_" + re.sub(r"\W", "_", "_".join(parts))

    def written(self) -> str:
        """The module as a function that is called at once."""
        taken = "".join(
            f"const {{{_renamed(names)}}} = {read(path).name};\n"
            for names, path in self.imports
        )
        given = ", ".join(self.exports)
        where = self.path.relative_to(HERE.parent).as_posix()
        return (
            f"// {where}\nconst {self.name} = (() => {{\n{taken}{self.body}"
            f"\nreturn {{ {given} }};\n}})();\n"
        )


def _renamed(names: str) -> str:
    """`a, b as c` of an import as `a, b: c` of an assignment."""
    return re.sub(r"\s+as\s+", ": ", names)


@cache
def read(path: Path) -> Module:
    """The module in a file; ValueError when it uses other forms than those above."""
    source = path.read_text(encoding="utf-8")
    imports = tuple(
        (found[1], (path.parent / found[2]).resolve())
        for found in _IMPORT.finditer(source)
    )
    exports = tuple(found[2] for found in _EXPORT.finditer(source))
    body = _DEFAULT.sub("", _EXPORT.sub(r"\1", _IMPORT.sub("", source)))
    if left := _LEFT.search(_COMMENT.sub("", body)):
        raise ValueError(f"{path.name}: the offline page cannot take {left[0]!r}.")
    return Module(path, imports, exports, body)


def in_order(entry: Path) -> list[Module]:
    """The module and all that it needs, each after what it imports."""
    done: dict[Path, Module] = {}
    under_way: list[Path] = []

    def visit(path: Path) -> None:
        if path in done:
            return
        if path in under_way:
            raise ValueError(f"{path.name} imports itself by way of others.")
        under_way.append(path)
        for _, needed in read(path).imports:
            visit(needed)
        under_way.pop()
        done[path] = read(path)

    visit(entry)
    return list(done.values())


def script(entry: Path) -> str:
    """A module and all that it needs as one script."""
    parts = "".join(module.written() for module in in_order(entry))
    whole = f"\n(() => {{\n{parts}}})();\n"
    if "</script" in whole.lower() or "<!--" in whole:
        raise ValueError("A module holds text that would end the script's element.")
    return whole


def style() -> str:
    """All style sheets as one."""
    return "\n" + "\n".join(one.read_text(encoding="utf-8") for one in STYLES)


def digest(text: str) -> str:
    """SHA-256 in base64, as a security policy names an inline element."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def offline_page() -> str:
    """`accord-sign.html`: makes stamps, shows and signs acts."""
    return page(ENTRY, "Accord: sign offline")


def check_page() -> str:
    """`check.html`: says what a proof file proves."""
    return page(CHECK, "Accord: check a proof file")


@cache
def page(entry: Path, title: str) -> str:
    """A whole page: what the module `entry` does, in one file."""
    code = script(entry)
    filled = {
        "@SCRIPT_HASH@": digest(code),
        "@STYLE_HASH@": digest(style()),
        "@STYLE@": style(),
        "@SCRIPT@": code,
        "@TITLE@": title,
    }
    template = (HERE / "page.html").read_text(encoding="utf-8")
    return re.sub(
        "|".join(sorted(filled, key=len, reverse=True)),
        lambda gap: filled[gap[0]],
        template,
    )
