"""Items, sites, vehicles and members by name, for one page in one language."""

import json
from dataclasses import dataclass, field
from functools import cached_property

from accord.ledger import queries
from accord.people.names import Who, who
from accord.supplies import units
from accord.supplies.models import Item, Site, Vehicle


@dataclass(frozen=True, slots=True)
class PackView:
    """A pack of an item: "bale of 10"."""

    code: str
    name: str
    units: int


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item on a page; `unit` is a code, `said` is every name of it."""

    id: str
    by: str
    code: str
    name: str
    said: str
    unit: str
    grams: int
    millilitres: int
    packs: tuple[PackView, ...]

    @property
    def counted_in(self) -> str:
        """What several of it are counted in: "kits"."""
        return units.counted_in(self.unit)

    def counted(self, n: int) -> str:
        """So many of it: "1 kit"."""
        return units.counted(n, self.unit)


@dataclass(frozen=True, slots=True)
class SiteView:
    """A site on a page."""

    id: str
    by: str
    code: str
    name: str
    address: str
    lat: str
    lon: str


@dataclass(frozen=True, slots=True)
class VehicleView:
    """A vehicle, and what it carries at once; `bands`: how it keeps goods."""

    id: str
    by: Who
    code: str
    name: str
    kilograms: int
    litres: int
    pallets: int
    bands: tuple[str, ...]
    home: SiteView | None


@dataclass
class Things:
    """What a page names, each read once."""

    language: str
    _members: dict[str, Who] = field(default_factory=dict)

    def member(self, handle: str) -> Who:
        """A member by handle."""
        if handle not in self._members:
            self._members[handle] = who(handle, self.language)
        return self._members[handle]

    @cached_property
    def items(self) -> dict[str, ItemView]:
        """The catalogue, by act id, in the order of its names."""
        rows = list(Item.objects.all())
        documents = queries.documents(row.names for row in rows)
        views = [self._item(row, documents.get(row.names, {})) for row in rows]
        return {one.id: one for one in sorted(views, key=lambda one: one.name.lower())}

    def _item(self, row: Item, named: dict[str, object]) -> ItemView:
        packs = tuple(
            PackView(
                one["code"],
                units.pack_name(one["code"], one["units"]),
                one["units"],
            )
            for one in json.loads(row.packs)
        )
        return ItemView(
            id=row.act,
            by=row.by,
            code=row.code,
            name=self.named(named) or row.code,
            said=" ".join(map(str, named.values())),
            unit=row.unit,
            grams=row.grams,
            millilitres=row.millilitres,
            packs=packs,
        )

    def named(self, named: dict[str, object]) -> str:
        """The name of a thing in the page's language, or in another; or ""."""
        for language in (self.language, "en", *named):
            if named.get(language):
                return str(named[language])
        return ""

    @cached_property
    def sites(self) -> dict[str, SiteView]:
        """All sites, by act id, in the order of their names."""
        rows = list(Site.objects.all())
        documents = queries.documents(row.place for row in rows)
        views = [_site(row, documents.get(row.place, {})) for row in rows]
        return {one.id: one for one in sorted(views, key=lambda one: one.name.lower())}

    def named_site(self, site: str) -> str:
        """The name of a site, or ""."""
        return self.sites[site].name if site in self.sites else ""

    @cached_property
    def vehicles(self) -> dict[str, VehicleView]:
        """All vehicles, by act id, in the order of their names."""
        rows = list(Vehicle.objects.all())
        documents = queries.documents(row.names for row in rows)
        views = [self._vehicle(row, documents.get(row.names, {})) for row in rows]
        return {one.id: one for one in sorted(views, key=lambda one: one.name.lower())}

    def _vehicle(self, row: Vehicle, named: dict[str, object]) -> VehicleView:
        return VehicleView(
            id=row.act,
            by=self.member(row.by),
            code=row.code,
            name=self.named(named) or row.code,
            kilograms=row.grams // 1000,
            litres=row.millilitres // 1000,
            pallets=row.pallets,
            bands=tuple(row.bands.split(",")),
            home=self.sites.get(row.home),
        )

    def named_vehicle(self, vehicle: str) -> str:
        """The name of a vehicle, or ""."""
        return self.vehicles[vehicle].name if vehicle in self.vehicles else ""


def _site(row: Site, place: dict[str, object]) -> SiteView:
    said = {key: str(place.get(key, "")) for key in ("name", "address", "lat", "lon")}
    return SiteView(
        id=row.act,
        by=row.by,
        code=row.code,
        name=said["name"] or row.code,
        address=said["address"],
        lat=said["lat"],
        lon=said["lon"],
    )
