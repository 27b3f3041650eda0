"""Linked data (schema.org) on public pages, for search engines and archives.

It is a data block, which no browser runs, so the content security policy stands.
"""

from collections.abc import Iterable

from django.conf import settings
from django.utils.html import json_script
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from accord.ledger import coalition

Linked = dict[str, object]


def block(found: Linked) -> SafeString:
    """The script element with what a page is about."""
    # json_script writes out what could end the element; only its type is another.
    made = json_script({"@context": "https://schema.org"} | found)
    return SafeString(made.replace("application/json", "application/ld+json", 1))


def page(kind: str, name: str, url: str, about: Linked | list[Linked]) -> SafeString:
    """A page of a kind of schema.org's, with what it is mainly about."""
    found: Linked = {
        "@type": kind,
        "name": name,
        "url": f"{settings.ORIGIN}{url}",
        "inLanguage": get_language(),
        "publisher": organization(),
        "mainEntity": about,
    }
    return block(found)


def items(found: Iterable[tuple[str, str]]) -> Linked:
    """A list of names with their addresses, in the order of the page."""
    listed: list[Linked] = [
        {
            "@type": "ListItem",
            "position": number,
            "name": name,
            "url": f"{settings.ORIGIN}{url}",
        }
        for number, (name, url) in enumerate(found, start=1)
    ]
    return {
        "@type": "ItemList",
        "numberOfItems": len(listed),
        "itemListElement": listed,
    }


def organization() -> Linked:
    """The coalition, in the reader's language."""
    here = coalition.current()
    name = here.name(get_language() or "en") if here else ""
    return {"@type": "Organization", "name": name, "url": settings.ORIGIN}
