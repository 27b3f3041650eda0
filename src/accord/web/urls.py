"""Every address of the hub.

Pages for people have their language in front: `/<lang>/...`. Addresses for programs
have none. Each job lists its pages in its own urls.py, whole, beginning after the
language: `statements/<int:year>/<slug:slug>`, `desk/statements/`.
"""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

import accord.ledger.converters  # noqa: F401 - registers <act:...>
from accord.web import views

urlpatterns = [
    path("healthz", views.alive, name="healthz"),
    path("robots.txt", views.robots, name="robots"),
    path("theme.css", views.theme_css, name="theme"),
    path("accord-sign.html", views.sign_offline, name="sign-offline"),
    path("check.html", views.check_offline, name="check-offline"),
    path("mark.svg", views.mark_svg, name="mark"),
    path("", include("accord.replica.urls")),
    path("", include("accord.sequencer.urls")),
    path("", include("accord.people.urls_api")),
    path("", include("accord.charter.urls_api")),
    path("", include("accord.voice.urls_api")),
    path("", include("accord.actions.urls_api")),
    path("", include("accord.field.urls_api")),
    path("", include("accord.desk.urls_short")),
    path("", include("accord.desk.demo")),
    *i18n_patterns(
        path("trust", views.trust, name="trust"),
        path("desk/saved", views.saved, name="saved"),
        path("desk/confirmed/<act:act_id>", views.confirmed, name="confirmed"),
        path("", include("accord.voice.urls")),
        path("", include("accord.charter.urls")),
        path("", include("accord.supplies.urls")),
        path("", include("accord.field.urls")),
        path("", include("accord.actions.urls")),
        path("", include("accord.reports.urls")),
        path("", include("accord.people.urls")),
        path("", include("accord.desk.urls_outside")),
        path("", include("accord.desk.urls_inbox")),
        path("", include("accord.desk.urls")),
        path("", include("accord.desk.urls_stamps")),
        prefix_default_language=True,
    ),
]

handler400 = "accord.web.problems.bad_request"
handler403 = "accord.web.problems.permission_denied"
handler404 = "accord.web.problems.not_found"
handler500 = "accord.web.problems.server_error"
