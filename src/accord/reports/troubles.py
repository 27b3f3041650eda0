"""What is wrong with a watched source, in words of pages.

The table keeps English sentences, as whoever asks the source says them; here they get
the language of the reader.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TROUBLES: dict[str, str | Promise] = {
    "Its name is not known.": _("Its name is not known."),
    "Its name is none.": _("Its name is not known."),
    "Its name leads to an address that is not a public one.": _(
        "Its name leads into a network that is not public; such a one is never asked."
    ),
    "It takes too long.": _("It takes too long."),
    "It breaks off, or its certificate is not in order.": _(
        "It breaks off, or its certificate is not in order."
    ),
    "It leads from one address to the next without an end.": _(
        "It leads from one address to the next without an end."
    ),
    "It leads from a safe address to one that is not.": _(
        "It leads from a safe address to one that is not."
    ),
    "It says that it is gone.": _("It says that it is gone for good."),
    "It asks to be left alone for a while.": _("It asks to be left alone for a while."),
    "It does not give what was asked for.": _("It does not give what was asked for."),
    "It is packed in a way that was not asked for.": _(
        "It does not give what was asked for."
    ),
    "It is packed, and broken.": _("It does not give what was asked for."),
    "It is too large: 5 MB at most are read.": _(
        "It is too large: 5 MB at most are read."
    ),
    "It is no feed: neither RSS nor Atom nor JSON Feed.": _(
        "It is no feed: neither RSS nor Atom nor JSON Feed."
    ),
}
OTHER = _("It leads to an address that is never asked.")


def said(trouble: str) -> str:
    """A trouble in words."""
    return str(TROUBLES.get(trouble, OTHER)) if trouble else ""
