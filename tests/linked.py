"""The linked data of a page, read as somebody else's program reads it."""

import ast
import json
import re
from functools import cache
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

_SCHEMA = distribution("msgspec-schemaorg")
_VOCABULARY = Path(str(_SCHEMA.locate_file("msgspec_schemaorg/models")))
_PLAIN = {"SchemaOrgBase", "Struct"}  # what is no type of schema.org
# JSON-LD's own names, and a search's, which is in schema.org's notes on actions.
_EVERYWHERE = frozenset({"@context", "@id", "@type", "query-input"})


def linked(html: str) -> dict[str, Any]:
    """The one block of it: whose words it uses, and that it has no others."""
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    document: dict[str, Any] = json.loads(found)
    assert document["@context"] == "https://schema.org"
    assert_known(document)
    return document


def assert_known(node: object) -> None:
    """Every type is one of schema.org's, every property one of its type's."""
    if isinstance(node, list):
        for one in node:
            assert_known(one)
    elif isinstance(node, dict):
        unknown = set(node) - _properties(node["@type"])
        assert not unknown, f"{node['@type']} has no {unknown}"
        for one in node.values():
            assert_known(one)


@cache
def _properties(kind: str) -> frozenset[str]:
    """A type's properties and those of the types above it, out of the package's source:
    its classes import each other in circles.
    """
    (source,) = _VOCABULARY.glob(f"*/{kind}.py")
    tree = ast.parse(source.read_text(encoding="utf-8"))
    (made,) = (one for one in tree.body if isinstance(one, ast.ClassDef))
    own = (one.target for one in made.body if isinstance(one, ast.AnnAssign))
    names = {one.id for one in own if isinstance(one, ast.Name)}
    above = (one.id for one in made.bases if isinstance(one, ast.Name))
    bases = (_properties(one) for one in above if one not in _PLAIN)
    return _EVERYWHERE.union(names, *bases)
