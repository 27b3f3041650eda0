"""Short addresses, as messages carry them; they have no language of their own."""

from django.urls import URLPattern, URLResolver, path

import accord.ledger.converters  # noqa: F401 - registers <prefix:...>
from accord.desk import views, views_saved

urlpatterns: list[URLPattern | URLResolver] = [
    path("d/<prefix:prefix>", views.short, name="short"),
    path("search/<str:token>.atom", views_saved.feed, name="search-feed"),
]
