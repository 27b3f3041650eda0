"""Addresses of tables that come in, of the shipped catalogue, and of claims."""

from django.urls import URLPattern, path

from accord.ledger.converters import register
from accord.supplies import (
    views_claim,
    views_donors,
    views_exports,
    views_import,
    views_lists,
    views_shipped,
    views_then,
)

register("import", "stock|items|sites|needs")  # a kind of table that can be imported
register("report", "pdf|xlsx|csv")  # a form of a report
register("donor", "[a-z0-9-]{1,64}")  # a donor, as the log names one
register("form", "csv|xlsx")  # a form of an empty table


IMPORT = "desk/supplies/import/<import:table>"
TABLES: list[URLPattern] = [
    path(IMPORT, views_import.page, name="import"),
    path(f"{IMPORT}/empty.<form:form>", views_import.template, name="import-template"),
    path("desk/supplies/catalogue", views_shipped.catalogue, name="catalogue"),
    path("desk/supplies/catalogue/found", views_shipped.found, name="catalogue-found"),
    path("desk/supplies/catalogue.csv", views_shipped.table, name="catalogue-table"),
    path(f"{IMPORT}/check", views_import.check, name="check-import"),
    path(f"{IMPORT}/prepare", views_import.prepare_import, name="prepare-import"),
    path("desk/supplies/handovers/<act:act_id>/claim", views_claim.claim, name="claim"),
    path(
        "desk/supplies/handovers/<act:act_id>/claim/prepare",
        views_claim.prepare_claim,
        name="prepare-claim",
    ),
    path("desk/supplies/sites/<act:act_id>/then", views_then.site_then, name="then"),
    path("desk/supplies/needs", views_lists.every_need, name="needs"),
    path("desk/supplies/transit", views_lists.every_consignment, name="transit"),
    path("desk/supplies/stock", views_lists.every_stock, name="stock"),
    path("desk/supplies/donors", views_donors.every, name="donors"),
    path("desk/supplies/donors/<donor:donor>", views_donors.one, name="donor"),
    path(
        "desk/supplies/donors/<donor:donor>/report.<report:form>",
        views_donors.report,
        name="donor-report",
    ),
    path("desk/supplies/export/events.jsonld", views_exports.events, name="events"),
]
