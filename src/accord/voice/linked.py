"""A statement as linked data (schema.org), for search engines and archives.

It is a data block, which no browser runs, so the content security policy stands.
"""

from django.conf import settings
from django.utils.html import json_script
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from accord.core.acts import times
from accord.ledger import coalition
from accord.voice import pictures
from accord.voice.documents import address
from accord.voice.statements import Said

Linked = dict[str, object]


def article(said: Said) -> SafeString:
    """The script element with the statement as a NewsArticle."""
    # json_script writes out what could end the element; only its type is another.
    block = json_script(_article(said))
    return SafeString(block.replace("application/json", "application/ld+json", 1))


def _article(said: Said) -> Linked:
    text = said.text
    found: Linked = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": f"urn:accord:act:{said.act}",
        "url": address(said),
        "headline": said.title,
        "inLanguage": said.language,
        "datePublished": times.write(said.time),
        "dateModified": times.write(said.changed),
        "author": _author(said),
        "publisher": _coalition(),
        "isAccessibleForFree": True,
    }
    if text.summary:
        found["description"] = text.summary
    if said.state == "agreed" and not text.erased:
        found["articleBody"] = text.whole_text
        if images := _images(said):
            found["image"] = images
    if said.state == "retracted":
        found["creativeWorkStatus"] = "Withdrawn"
        found["correction"] = _comment(said, said.reason, "")
    elif said.state == "corrected" and said.correction:
        newer = said.correction
        found["creativeWorkStatus"] = "Corrected"
        found["correction"] = _comment(said, newer.title, address(newer))
    return found


def _images(said: Said) -> list[Linked]:
    """The pictures, with what they show and their captions."""
    shown = pictures.absolute(said.text.sources)
    return [
        {
            "@type": "ImageObject",
            "contentUrl": shown[one.number].url,
            "width": shown[one.number].width,
            "height": shown[one.number].height,
            "description": one.alt,
            **({"caption": one.caption} if one.caption else {}),
        }
        for one in said.text.pictures
    ]


def _comment(said: Said, text: str, url: str) -> Linked:
    comment: Linked = {
        "@type": "CorrectionComment",
        "text": text,
        "datePublished": times.write(said.changed),
    }
    return comment | ({"url": url} if url else {})


def _author(said: Said) -> Linked:
    if said.own:
        return {"@type": "Organization", "name": said.author or said.by}
    return _coalition()


def _coalition() -> Linked:
    here = coalition.current()
    name = here.name(get_language() or "en") if here else ""
    return {"@type": "Organization", "name": name, "url": settings.ORIGIN}
