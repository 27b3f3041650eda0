"""Short addresses, as messages carry them; they have no language of their own."""

from django.urls import URLPattern, URLResolver, path

import accord.ledger.converters  # noqa: F401 - registers <prefix:...>
from accord.desk import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("d/<prefix:prefix>", views.short, name="short"),
]
