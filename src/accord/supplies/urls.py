"""Pages of supplies."""

from django.urls import URLPattern, URLResolver, path

from accord.ledger.converters import register
from accord.supplies import (
    views,
    views_exports,
    views_forms,
    views_handover,
    views_items,
    views_keeping,
    views_papers,
    views_plans,
    views_settle,
)
from accord.supplies.urls_plans import PLANS
from accord.supplies.urls_tables import TABLES

register("what", "item|site|need")  # what is registered
register("deed", "count|consign|use")  # what is done with goods in a store
register("freeze", "freeze|free")  # whether lots are frozen or freed
register("plan", "vehicle|kit|offer|policy")  # what planning needs to know
register("paper", "waybill|packing-list|labels")  # a paper of a consignment
register("table", "stock|needs|movements")  # a table to take away

app_name = "supplies"
urlpatterns: list[URLPattern | URLResolver] = [
    path("desk/supplies", views.home, name="home"),
    path("desk/supplies/items", views_items.items, name="items"),
    path("desk/supplies/sites", views.sites, name="sites"),
    path("desk/supplies/sites/<act:act_id>", views.site, name="site"),
    path("desk/supplies/new/<what:what>", views_forms.new, name="new"),
    path(
        "desk/supplies/new/<what:what>/prepare",
        views_forms.prepare_new,
        name="prepare-new",
    ),
    path("desk/supplies/receive", views_forms.receive, name="receive"),
    path(
        "desk/supplies/receive/prepare",
        views_forms.prepare_receive,
        name="prepare-receive",
    ),
    path("desk/supplies/<deed:deed>", views_forms.from_store, name="from-store"),
    path(
        "desk/supplies/<deed:deed>/prepare",
        views_forms.prepare_from_store,
        name="prepare-from-store",
    ),
    *TABLES,
    path("desk/supplies/export/<table:table>.csv", views_exports.export, name="export"),
    path("desk/supplies/vehicles", views_plans.vehicles, name="vehicles"),
    path("desk/supplies/kits", views_plans.kits, name="kits"),
    path("desk/supplies/offers", views_plans.offers, name="offers"),
    path("desk/supplies/policies", views_plans.policies, name="policies"),
    path("desk/supplies/new/<plan:plan>", views_plans.new_plan, name="new-plan"),
    path(
        "desk/supplies/new/<plan:plan>/prepare",
        views_plans.prepare_plan,
        name="prepare-plan",
    ),
    *PLANS,
    path("desk/supplies/move", views_keeping.move, name="move"),
    path("desk/supplies/move/prepare", views_keeping.prepare_move, name="prepare-move"),
    path("desk/supplies/give", views_keeping.give, name="give"),
    path("desk/supplies/give/prepare", views_keeping.prepare_give, name="prepare-give"),
    path("desk/supplies/recall", views_keeping.recall, name="recall"),
    path(
        "desk/supplies/recall/<freeze:stands>/prepare",
        views_keeping.prepare_recall,
        name="prepare-recall",
    ),
    path(
        "desk/supplies/records/<act:act_id>/close",
        views_keeping.prepare_close,
        name="prepare-close",
    ),
    path(
        "desk/supplies/consignments/<act:act_id>",
        views.consignment,
        name="consignment",
    ),
    path(
        "desk/supplies/consignments/<act:act_id>/<paper:name>.pdf",
        views_papers.paper,
        name="paper",
    ),
    path(
        "desk/supplies/handover/<prefix:prefix>",
        views_handover.count,
        name="count-handover",
    ),
    path(
        "desk/supplies/handover/<act:act_id>/prepare",
        views_handover.prepare_count,
        name="prepare-handover",
    ),
    path("desk/supplies/handovers/<act:act_id>", views.handover, name="handover"),
    path(
        "desk/supplies/handovers/<act:act_id>/settle",
        views_settle.settle,
        name="settle",
    ),
    path(
        "desk/supplies/handovers/<act:act_id>/settle/prepare",
        views_settle.prepare_settle,
        name="prepare-settle",
    ),
    path("desk/supplies/records/<act:act_id>", views.show_record, name="record"),
    path("desk/supplies/records/<act:act_id>/board", views.live_board, name="board"),
    path(
        "desk/supplies/records/<act:act_id>/reverse",
        views_handover.prepare_reverse,
        name="prepare-reverse",
    ),
]
