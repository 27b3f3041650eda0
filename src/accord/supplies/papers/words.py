"""The words of the papers, each in all languages that a paper is asked for in."""

from collections.abc import Sequence

from django.utils import translation
from django.utils.translation import gettext_lazy, pgettext_lazy

WORDS = {
    "waybill": gettext_lazy("Waybill"),
    "packing": gettext_lazy("Packing list"),
    "number": gettext_lazy("Number"),
    "consignor": gettext_lazy("Consignor"),
    "consignee": gettext_lazy("Consignee"),
    "owner": gettext_lazy("Owner of the goods"),
    "carrier": gettext_lazy("Answers for the goods now"),
    "vehicle": gettext_lazy("Vehicle, driver"),
    "item": gettext_lazy("Item"),
    "lot": gettext_lazy("Batch, keep until"),
    "quantity": gettext_lazy("Quantity"),
    "packs": gettext_lazy("In packs"),
    "kilograms": gettext_lazy("kg"),
    "litres": gettext_lazy("litres"),
    "counted": gettext_lazy("Counted on arrival"),
    "good": gettext_lazy("good"),
    "damaged": gettext_lazy("damaged"),
    "missing": gettext_lazy("missing"),
    "total": gettext_lazy("Together"),
    "given": gettext_lazy("Given"),
    "carried": gettext_lazy("Carried"),
    "received": gettext_lazy("Received"),
    "signature": gettext_lazy("Name, signature, date, time"),
    "scan": gettext_lazy("Scan: how it stands now"),
    "remarks": gettext_lazy("Remarks"),
    "checked": gettext_lazy("Packed"),
    "package": gettext_lazy("Package"),
    "from": pgettext_lazy("goods", "From"),
    "to": pgettext_lazy("goods", "To"),
    "void": gettext_lazy("Not valid any more"),
    "recalled": gettext_lazy("Recalled"),
    "only": gettext_lazy("Only for"),
}


def words(languages: Sequence[str]) -> dict[str, list[str]]:
    """Each word in these languages, in their order, the same words once."""
    said: dict[str, list[str]] = {name: [] for name in WORDS}
    for language in languages:
        with translation.override(language):
            for name, word in WORDS.items():
                text = str(word)
                if text not in said[name]:
                    said[name].append(text)
    return said
