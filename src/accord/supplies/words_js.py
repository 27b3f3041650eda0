"""Words that the counting page's script fills with numbers."""

import json

from django.utils.translation import gettext as _


def count_words() -> str:
    """JSON: sentences with places for numbers."""
    return json.dumps(
        {
            "missing": _("{n} missing"),
            "damaged": _("{n} damaged"),
            "excess": _("{n} too many"),
            "all": _("{n} of {had}"),
            "others": _("What about the other {n}?"),
            "signs": _("You sign for {good}, not for {had}."),
            "signs_all": _("You sign for all {had}."),
        },
        ensure_ascii=False,
    )
