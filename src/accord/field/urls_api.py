"""What the page asks for when there is a network."""

from django.urls import URLPattern, URLResolver, path

from accord.field import views_api

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/field/clock", views_api.get_clock, name="api-field-clock"),
    path("api/v1/field", views_api.get_set, name="api-field"),
    path("api/v1/field/acts", views_api.get_acts, name="api-field-acts"),
]
