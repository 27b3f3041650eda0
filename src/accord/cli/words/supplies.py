"""Acts of supplies in words."""

from accord.cli.words.line import Facts, in_field, plural
from accord.core.acts.supplies import (
    Consign,
    Count,
    CountLine,
    Handover,
    HandoverLine,
    Item,
    LotLine,
    Need,
    NewLot,
    Receive,
    Reverse,
    Site,
    Use,
)


def item(body: Item) -> Facts:
    """An item of the catalogue."""
    packs = "\n".join(f"{one.code}: {one.units} {body.unit}" for one in body.packs)
    return [
        ("code", body.code),
        ("unit", f"{body.unit}: {body.grams:,} g, {body.millilitres:,} ml"),
        ("packs", packs or "none"),
    ]


def site(body: Site) -> Facts:
    """A place where goods can be."""
    return [("code", body.code)]


def need(body: Need) -> Facts:
    """What is needed where."""
    return [
        ("site", body.site),
        ("item", body.item),
        ("quantity", plural(body.quantity, "unit")),
        ("priority", f"{body.priority} (1 is the most urgent, 5 the least)"),
        ("people", f"{body.people:,}"),
        ("due", body.due),
    ]


def receive(body: Receive) -> Facts:
    """Goods enter from a donor."""
    return [
        ("into site", body.site),
        ("owner", body.owner),
        ("donor", body.donor),
        *([("only for site", body.earmark)] if body.earmark else []),
        ("made", in_field(body.field)),
        ("lines", "\n".join(_new_lot(one) for one in body.lines)),
    ]


def _new_lot(line: NewLot) -> str:
    batch = f", batch {line.batch}" if line.batch else ""
    expiry = f", keep until {line.expiry}" if line.expiry else ""
    return f"{plural(line.quantity, 'unit')} of item {line.item}{batch}{expiry}"


def count(body: Count) -> Facts:
    """A stock-take."""
    return [
        ("site", body.site),
        ("owner", body.owner),
        ("made", in_field(body.field)),
        ("counted", "\n".join(_counted(one) for one in body.lines)),
    ]


def _counted(line: CountLine) -> str:
    if line.opening is not None:
        return f"new in the books: {_new_lot(line.opening)}"
    return f"{plural(line.counted, 'unit')} of lot {line.lot}"


def consign(body: Consign) -> Facts:
    """Goods leave a store for another site."""
    return [
        ("from site", body.site),
        ("to site", body.destination),
        ("owner", body.owner),
        ("receiver", body.receiver),
        ("under plan", body.plan or "none"),
        ("made", in_field(body.field)),
        ("lines", lots(body.lines)),
    ]


def lots(lines: tuple[LotLine, ...]) -> str:
    """Lines of lots."""
    return "\n".join(
        f"{plural(one.quantity, 'unit')} of lot {one.lot}" for one in lines
    )


def handover(body: Handover) -> Facts:
    """Goods pass from one person to another."""
    return [
        ("consignment", body.consignment),
        ("gives", body.giver),
        ("receives", body.receiver),
        ("put in", body.site or "nowhere yet: it stays on its way"),
        ("made", in_field(body.field)),
        ("counted", "\n".join(_handed(one) for one in body.lines)),
    ]


def _handed(line: HandoverLine) -> str:
    parts = [f"{line.good} good"]
    for amount, word in (
        (line.damaged, "damaged"),
        (line.missing, "missing"),
        (line.excess, "too many"),
    ):
        if amount:
            parts.append(f"{amount} {word}")
    return f"line {line.line + 1}: {', '.join(parts)}"


def use(body: Use) -> Facts:
    """Goods are given out."""
    return [
        ("at site", body.site),
        ("owner", body.owner),
        ("to", plural(body.people, "person", "people")),
        ("made", in_field(body.field)),
        ("lines", lots(body.lines)),
    ]


def reverse(body: Reverse) -> Facts:
    """The opposite movements."""
    return [("record", body.act)]
