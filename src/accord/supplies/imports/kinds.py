"""The kinds of tables that can be imported, by their names in addresses."""

from accord.supplies.imports.items import ITEMS
from accord.supplies.imports.needs import NEEDS
from accord.supplies.imports.sites import SITES
from accord.supplies.imports.stock import STOCK
from accord.supplies.imports.tables import Kind

KINDS: dict[str, Kind] = {
    "stock": STOCK,
    "items": ITEMS,
    "sites": SITES,
    "needs": NEEDS,
}
