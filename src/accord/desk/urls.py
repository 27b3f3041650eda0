"""Pages of the desk."""

from django.urls import URLPattern, URLResolver, path

import accord.ledger.converters  # noqa: F401 - registers <act:...>
from accord.desk import (
    demo,
    dishonest,
    views,
    views_briefing,
    views_erasing,
    views_saved,
    views_search,
)

app_name = "desk"

urlpatterns: list[URLPattern | URLResolver] = [
    path("tour/end", demo.closing, name="tour-end"),
    path("tour/host", dishonest.host, name="dishonest"),
    path("desk/", views.home, name="home"),
    path("desk/briefing", views_briefing.briefing, name="briefing"),
    path("desk/briefing/<str:day>.pdf", views_briefing.pdf, name="briefing-pdf"),
    path("desk/briefing/<str:day>", views_briefing.briefing, name="briefing-of"),
    path("desk/search", views_search.search, name="search"),
    path("desk/search/found", views_search.results, name="found"),
    path("desk/search/keep", views_saved.keep, name="keep-search"),
    path("desk/search/end", views_saved.end, name="end-search"),
    path("desk/decisions/<act:act_id>", views.decision, name="decision"),
    path("desk/decisions/<act:act_id>/board", views.live_board, name="board"),
    path("desk/decisions/<act:act_id>/erase", views_erasing.erase, name="erase"),
    path(
        "desk/decisions/<act:act_id>/erase/prepare",
        views_erasing.prepare_erase,
        name="prepare-erase",
    ),
    path(
        "desk/decisions/<act:act_id>/object",
        views.prepare_objection,
        name="prepare-objection",
    ),
    path(
        "desk/decisions/<act:act_id>/abstain",
        views.prepare_abstention,
        name="prepare-abstention",
    ),
    path(
        "desk/decisions/<act:act_id>/withdraw",
        views.prepare_withdrawal,
        name="prepare-withdrawal",
    ),
]
