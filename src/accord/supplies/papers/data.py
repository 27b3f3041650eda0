"""What the papers of a consignment say: plain data for the Typst sheets."""

from collections.abc import Sequence

from django.conf import settings
from django.utils.translation import gettext as _

from accord.ledger import clock, coalition
from accord.people import times, typeset
from accord.people.names import Who
from accord.supplies import qr
from accord.supplies.papers.lines import line, thousandths, weights
from accord.supplies.papers.words import words
from accord.supplies.things import SiteView, Things
from accord.supplies.transit import ConsignmentView, LineView

Data = dict[str, object]
MOST_PACKAGES = 400
# States in which nothing may be handed over on a paper that was printed before.
VOID = ("cancelled", "conflict")


def languages(first: str, asked: Sequence[str]) -> list[str]:
    """The languages of a paper: the page's first, then those asked for.

    When none is asked for: those in which the coalition signed its declaration.
    """
    here = coalition.current()
    known = [code for code, _name in settings.LANGUAGES]
    wanted = asked or (here.languages if here is not None else ())
    return list(dict.fromkeys([first, *(one for one in wanted if one in known)]))


def paper(found: ConsignmentView, spoken: Sequence[str], note: str) -> Data:
    """The waybill or the packing list; the first language is that of the page."""
    named = [Things(one) for one in spoken]
    pairs = [(one, quantity(found, one)) for one in found.lines]
    grams, millilitres = weights(pairs)
    return _common(found, spoken) | {
        "owner": _who(found.owner),
        "carrier": _who(found.holder) if found.under_way else "",
        "note": note,
        "lines": [line(one, amount, named) for one, amount in pairs],
        "kilograms": thousandths(grams),
        "litres": thousandths(millilitres),
    }


def quantity(found: ConsignmentView, one: LineView) -> int:
    """What is on its way of a line; of what is over, what was sent."""
    return one.carried if found.under_way else one.sent


def labels(found: ConsignmentView, spoken: Sequence[str], packages: int) -> Data:
    """A label for each line; or, with a number of packages, one for each of these."""
    named = [Things(one) for one in spoken]
    if packages:
        marks: list[Data] = [
            {"of": f"{n} / {packages}"} for n in range(1, packages + 1)
        ]
    else:
        marks = [
            line(one, quantity(found, one), named) | {"of": ""} for one in found.lines
        ]
    return _common(found, spoken) | {"labels": marks}


def _common(found: ConsignmentView, spoken: Sequence[str]) -> Data:
    here = coalition.current()
    address = qr.address(found.id)
    return {
        "language": spoken[0],
        "words": words(spoken),
        "coalition": here.name(spoken[0]) if here else "",
        "id": found.id,
        "source": _place(found.source),
        "destination": _place(found.destination),
        "consignor": _who(found.by),
        "consignee": _who(found.receiver),
        "notice": notice(found),
        "printed": _printed(),
        "address": address,
        "code": typeset.code(address),
    }


def notice(found: ConsignmentView) -> str:
    """Why this paper must not be used to hand goods over; "" when it may."""
    if found.state == "cancelled":
        return _("This consignment was cancelled. Nothing may be handed over on it.")
    if found.state == "conflict":
        return _("The books do not show these goods. People have to settle it first.")
    if found.state == "delivered":
        return _("These goods have arrived and lie in store.")
    if found.state == "lost":
        return _("Nothing of these goods arrived.")
    return ""


def _who(one: Who) -> str:
    return one.title


def _place(site: SiteView) -> dict[str, str]:
    where = f"{site.lat}, {site.lon}" if site.lat and site.lon else ""
    return {"name": site.name, "address": site.address, "where": where}


def _printed() -> str:
    return _("Printed {when}. What holds now is what the code leads to.").format(
        when=times.printed(clock.now())
    )
