"""The linked data of a page."""

import json
import re
from typing import Any


def linked(html: str) -> dict[str, Any]:
    """The one block of it, which has to say whose words it uses."""
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    document: dict[str, Any] = json.loads(found)
    assert document["@context"] == "https://schema.org"
    return document
