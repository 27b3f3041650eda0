"""Pages of reports, and of the outside sources that members watch."""

from django.urls import URLPattern, URLResolver, path

from accord.ledger.converters import register
from accord.reports import views, views_forms, views_sealed, views_sources

register("sealed", "report|comment|file\\.[1-9]|file\\.10")  # what can come encrypted
register("change", "ask|rest|remove")  # what can be done with a source

app_name = "reports"
urlpatterns: list[URLPattern | URLResolver] = [
    path("desk/reports", views.home, name="home"),
    path("desk/reports/new", views_forms.new, name="new"),
    path("desk/reports/new/prepare", views_forms.prepare_new, name="prepare-new"),
    path("desk/reports/new/sealed", views_sealed.new_sealed, name="new-sealed"),
    path("desk/reports/said", views_sources.said, name="said"),
    path(
        "desk/reports/said/<int:number>/prepare",
        views_sources.prepare_report,
        name="prepare-said",
    ),
    path(
        "desk/reports/said/<int:number>/made/<act:act_id>",
        views_sources.made,
        name="made",
    ),
    path("desk/reports/sources", views_sources.manage, name="sources"),
    path("desk/reports/sources/add", views_sources.add, name="add-source"),
    path(
        "desk/reports/sources/<int:number>/<change:how>",
        views_sources.change,
        name="change-source",
    ),
    path("desk/reports/<act:act_id>", views.show, name="report"),
    path(
        "desk/reports/<act:act_id>/comment", views_forms.prepare_comment, name="comment"
    ),
    path(
        "desk/reports/<act:act_id>/replace", views_forms.prepare_replace, name="replace"
    ),
    path("desk/reports/<act:act_id>/files/<int:number>", views.file, name="file"),
    path(
        "desk/reports/<act:act_id>/files/<int:number>/picture",
        views.picture,
        name="picture",
    ),
    path("desk/reports/<act:act_id>/sealed/<sealed:name>", views.sealed, name="sealed"),
]
