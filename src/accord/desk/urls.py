"""Pages of the desk."""

from django.urls import URLPattern, URLResolver, path

import accord.ledger.converters  # noqa: F401 - registers <act:...>
from accord.desk import demo, dishonest, views

app_name = "desk"

urlpatterns: list[URLPattern | URLResolver] = [
    path("tour/end", demo.closing, name="tour-end"),
    path("tour/host", dishonest.host, name="dishonest"),
    path("desk/", views.home, name="home"),
    path("desk/decisions/<act:act_id>", views.decision, name="decision"),
    path("desk/decisions/<act:act_id>/board", views.live_board, name="board"),
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
