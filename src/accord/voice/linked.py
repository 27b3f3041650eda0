"""The newsroom, a statement and a position as linked data (schema.org)."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from accord.core.acts import times
from accord.people.linked import Linked, block, items, organization, page
from accord.voice import pictures
from accord.voice.documents import address
from accord.voice.positions import Shown
from accord.voice.statements import Said


def site() -> SafeString:
    """The newsroom, with its search."""
    here = organization()
    seek = f"{settings.ORIGIN}{reverse('voice:search')}?q={{words}}"
    found: Linked = {
        "@type": "WebSite",
        "name": here["name"],
        "url": f"{settings.ORIGIN}{reverse('voice:news')}",
        "inLanguage": get_language(),
        "publisher": here,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": seek},
            "query-input": "required name=words",
        },
    }
    return block(found)


def found(name: str, url: str, said: Iterable[Said], *, asked: bool) -> SafeString:
    """A page that lists statements: an archive, or what a search found."""
    kind = "SearchResultsPage" if asked else "CollectionPage"
    return page(kind, name, url, items((one.title, one.url) for one in said))


def position(one: Shown) -> SafeString | str:
    """A position that holds, as a question with its answer; nothing for another."""
    return block({"@type": "QAPage", "mainEntity": _asked(one)}) if _holds(one) else ""


def positions(name: str, url: str, shown: Iterable[Shown]) -> SafeString | str:
    """The positions of a page that hold, as questions with their answers."""
    asked = [_asked(one) for one in shown if _holds(one)]
    return page("FAQPage", name, url, asked) if asked else ""


def _holds(one: Shown) -> bool:
    return one.state == "agreed" and not one.first.erased


def _asked(one: Shown) -> Linked:
    first = one.first
    answer: Linked = {
        "@type": "Answer",
        "text": first.answer,
        "author": organization(),
        "datePublished": times.write(one.time),
    }
    return {
        "@type": "Question",
        "@id": f"urn:accord:act:{one.act}",
        "name": first.question,
        "inLanguage": first.language,
        "answerCount": 1,
        "acceptedAnswer": answer,
    }


def article(said: Said) -> SafeString:
    """A statement as a NewsArticle."""
    return block(_article(said))


def _article(said: Said) -> Linked:
    text = said.text
    found: Linked = {
        "@type": "NewsArticle",
        "@id": f"urn:accord:act:{said.act}",
        "url": address(said),
        "headline": said.title,
        "inLanguage": said.language,
        "datePublished": times.write(said.time),
        "dateModified": times.write(said.changed),
        "author": _author(said),
        "publisher": organization(),
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
        found["correction"] = _comment(said, said.why, "")
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
    return organization()
