"""The list of members of any day, for programs: the address has no language."""

from django.urls import URLPattern, URLResolver, path

from accord.charter import views_about

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/members", views_about.members_json, name="api-members"),
]
