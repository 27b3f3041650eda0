"""Addresses of voice for programs; they have no language."""

from django.urls import URLPattern, URLResolver, path

from accord.voice import views_check

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/check", views_check.check_api, name="api-check"),
]
