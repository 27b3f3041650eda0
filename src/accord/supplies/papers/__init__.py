"""Papers of a consignment: the waybill, the packing list, labels."""

from collections.abc import Sequence
from pathlib import Path

from accord.people import typeset
from accord.supplies.papers import data
from accord.supplies.transit import ConsignmentView

SHEETS = Path(__file__).with_name("sheets")


def waybill(found: ConsignmentView, spoken: Sequence[str], note: str) -> bytes:
    """The paper that goes with the goods, as PDF, in these languages at once."""
    return _set("waybill", data.paper(found, spoken, note))


def packing_list(found: ConsignmentView, spoken: Sequence[str], note: str) -> bytes:
    """What is in it, in packs, with weights and volumes, as PDF."""
    return _set("packing", data.paper(found, spoken, note))


def labels(found: ConsignmentView, spoken: Sequence[str], packages: int) -> bytes:
    """Sheets of eight labels, as PDF: one for each line, or for each package."""
    return _set("labels", data.labels(found, spoken, packages))


def _set(name: str, said: data.Data) -> bytes:
    parts = [(SHEETS / f"{one}.typ").read_bytes() for one in ("common", name)]
    return typeset.pdf(b"\n".join(parts), said)
