"""Which words there are: read from Python files and templates."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation.template import templatize

# how many of a call's first arguments are (context, singular, plural)
CALLS = {
    "_": "s",
    "gettext": "s",
    "gettext_lazy": "s",
    "gettext_noop": "s",
    "ngettext": "sp",
    "ngettext_lazy": "sp",
    "pgettext": "cs",
    "pgettext_lazy": "cs",
    "npgettext": "csp",
    "npgettext_lazy": "csp",
    # errors of the core: a sentence for a person, filled in and translated later
    "Malformed": "s",
    "Refused": "s",
    "SetBack": "s",
}
_LITERAL = r"""u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_IN_TEMPLATE = re.compile(
    rf"\b(_|gettext|pgettext|ngettext|npgettext)"
    rf"\(\s*{_LITERAL}(?:,\s*{_LITERAL})?(?:,\s*{_LITERAL})?"
)


@dataclass(frozen=True)
class Message:
    """Words in English, as a page's author wrote them."""

    context: str
    singular: str
    plural: str

    @classmethod
    def of(cls, roles: str, texts: list[str]) -> Message:
        """The message of a call whose first arguments play these roles."""
        found = dict(zip(roles, texts, strict=False))
        return cls(found.get("c", ""), found["s"], found.get("p", ""))


def found_in(path: Path) -> Iterator[Message]:
    """Every message in one file, in its order."""
    source = path.read_text("utf-8")
    if path.suffix == ".py":
        yield from in_python(source)
    else:
        yield from in_template(source, path.name)


def in_python(source: str) -> Iterator[Message]:
    """Messages in calls of gettext and its kin, and in errors of the core."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        name: str = getattr(call.func, "id", "") or getattr(call.func, "attr", "")
        roles = CALLS.get(name, "")
        texts = [
            arg.value
            for arg in call.args[: len(roles)]
            if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
        ]
        if roles and len(texts) == len(roles):
            yield Message.of(roles, texts)


def in_template(source: str, name: str = "") -> Iterator[Message]:
    """Messages in {% translate %}, {% blocktranslate %} and _("...")."""
    for match in _IN_TEMPLATE.finditer(templatize(source, origin=name)):
        roles = CALLS[match[1]]
        literals = [text for text in match.groups()[1:] if text is not None]
        texts = [ast.literal_eval(text) for text in literals[: len(roles)]]
        if texts[0]:
            yield Message.of(roles, texts)
