"""The page for work without a network, and what makes it installable.

The worker lies below the page, so that it can rule over nothing else.
"""

from django.urls import URLPattern, URLResolver, path

from accord.field import views

app_name = "field"
urlpatterns: list[URLPattern | URLResolver] = [
    path("field/", views.page, name="page"),
    path("field/worker.js", views.worker, name="worker"),
    path("field/app.webmanifest", views.manifest, name="manifest"),
]
