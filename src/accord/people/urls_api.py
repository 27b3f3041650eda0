"""Signing in and out, for programs."""

from django.urls import URLPattern, URLResolver, path

from accord.people import views_api

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/session/challenge", views_api.new_challenge, name="api-challenge"),
    path("api/v1/session", views_api.session, name="api-session"),
]
