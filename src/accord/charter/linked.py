"""The coalition, its members and its declaration as linked data (schema.org)."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accord.charter.course import Version
from accord.charter.queries import DeclarationView, MemberView
from accord.ledger.coalition import Coalition
from accord.people.linked import Linked, block, organization, page


def about(here: Coalition, members: Iterable[MemberView]) -> SafeString:
    """The coalition, with its members."""
    return block(_whole(here, members))


def members(here: Coalition, found: Iterable[MemberView]) -> SafeString:
    """The page of those who are members now."""
    url = reverse("charter:members")
    return page("CollectionPage", _("Members"), url, _whole(here, found))


def _whole(here: Coalition, members: Iterable[MemberView]) -> Linked:
    """A member has its handle where there is no name."""
    return organization() | {
        "@id": f"urn:accord:coalition:{here.id}",
        "alternateName": sorted(set(here.names.values())),
        "foundingDate": here.founded.date().isoformat(),
        "member": [
            {"@type": "Organization", "name": one.name or one.handle} for one in members
        ],
    }


def declaration(texts: Iterable[DeclarationView], version: Version) -> SafeString:
    """A declaration; the first text is the page's, the others are its translations."""
    first, *others = (_work(one) for one in texts)
    first |= {
        "@id": f"urn:accord:act:{version.act}",
        "datePublished": version.since.date().isoformat(),
        "author": organization(),
        "creativeWorkStatus": "In force" if version.current else "Replaced",
    }
    return block(first | ({"workTranslation": others} if others else {}))


def _work(text: DeclarationView) -> Linked:
    return {
        "@type": "CreativeWork",
        "name": text.title,
        "text": "\n\n".join(text.paragraphs),
        "inLanguage": text.language,
    }
