"""Erasing contents of a record for good: what is there, who must agree."""

from collections.abc import Mapping

from django import forms
from django.conf.locale import LANG_INFO
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from accord.core.acts.body import SEALED
from accord.core.acts.content import Erase
from accord.ledger import queries
from accord.ledger.board import board
from accord.ledger.cache import reading
from accord.ledger.queries import ActRow
from accord.people import kinds
from accord.people.may import known
from accord.people.names import member_title
from accord.people.reader import Reader
from accord.people.waiting import Waiting

WORDS: dict[str, str | Promise] = {
    "action": gettext_lazy("Title, words and place"),
    "lead": gettext_lazy("Name of the person"),
    "names": gettext_lazy("Names"),
    "note": gettext_lazy("Note"),
    "paper": gettext_lazy("Paper"),
    "person": gettext_lazy("Name of the person"),
    "place": gettext_lazy("Name and place"),
    "profile": gettext_lazy("Names and contact"),
    "reason": gettext_lazy("Reason"),
    "report": gettext_lazy("The words, with title and place"),
}
NUMBERED: dict[str, str | Promise] = {
    "file": gettext_lazy("File {n}"),
    "picture": gettext_lazy("Picture {n}"),
}


class EraseForm(forms.Form):
    """Contents of an act that are to be erased for good."""

    kind = Erase.KIND
    contents_named = forms.MultipleChoiceField(
        label=gettext_lazy("What is to be erased"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose what is to be erased.")},
    )

    def __init__(
        self, *args: object, act: str, there: Mapping[str, str], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.act = act
        found = list(there.items())
        self.fields["contents_named"].choices = found  # type: ignore[attr-defined]

    def body(self) -> dict[str, object]:
        """The act's body."""
        return body_of(self.act, self.cleaned_data["contents_named"])

    def contents(self) -> dict[str, object]:
        """None."""
        return {}


def body_of(act_id: str, names: list[str]) -> dict[str, object]:
    """The body of the act that erases these contents."""
    return {"act": act_id, "contents": sorted(names)}


def there(row: ActRow) -> dict[str, str]:
    """Name -> words, of the contents of an act that are held here."""
    blobs = row.parsed.blobs
    here = queries.kept(ref.sha256 for ref in blobs.values())
    return {name: words(name) for name in sorted(blobs) if blobs[name].sha256 in here}


def gone(row: ActRow) -> list[str]:
    """The contents of an act that members had erased, in words."""
    with reading() as state:
        names = sorted(state.erased.get(row.id, ()))
    return [words(name) for name in names]


def words(name: str) -> str:
    """What people read for a content's name."""
    bare = name.removesuffix(SEALED)
    first, _dot, rest = bare.partition(".")
    if first in NUMBERED and rest:
        said = str(NUMBERED[first]).format(n=rest)
    elif rest:
        said = _("The words: {language}").format(language=_language(rest))
    else:
        said = str(WORDS.get(bare, _("The words")))
    return said if bare == name else _("{what}, encrypted").format(what=said)


def _language(code: str) -> str:
    return str(LANG_INFO.get(code, {}).get("name_local", code))


def agreeing(row: ActRow) -> int:
    """How many members have to sign that contents of an act are erased."""
    with reading() as state:
        record = state.acts[row.id]
        if record.effect is None or record.requirement is None:
            return 1
        return max((one.need for one in record.requirement.groups), default=1)


def waiting(reader: Reader) -> list[Waiting]:
    """Erasures of what several had signed, which this device can sign."""
    found = []
    for row in queries.acts([Erase.KIND], state="open"):
        shown = board(row.id, reader.keyid)
        body = row.parsed.body
        if shown is None or not shown.waits or not isinstance(body, Erase):
            continue
        of = known(reader, body.act)
        found.append(
            Waiting(
                kind=kinds.name(row.kind),
                act_id=row.id,
                title=kinds.name(of.kind) if of is not None else kinds.name(row.kind),
                who=member_title(row.by, get_language() or "en"),
                url=reverse("desk:decision", args=[row.id]),
                need=shown.need,
                signed=shown.signed,
                last=shown.last,
                effect=_("Your signature erases it for good.") if shown.last else "",
                urgent_at=row.closes,
            )
        )
    return found
