"""Linked data (schema.org) on public pages, for search engines and archives.

It is a data block, which no browser runs, so the content security policy stands.
"""

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


def organization() -> Linked:
    """The coalition, in the reader's language."""
    here = coalition.current()
    name = here.name(get_language() or "en") if here else ""
    return {"@type": "Organization", "name": name, "url": settings.ORIGIN}
