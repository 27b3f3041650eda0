"""Calendar files, for programs: their addresses have no language."""

from django.urls import URLPattern, URLResolver, path

from accord.actions import views_calendar

urlpatterns: list[URLPattern | URLResolver] = [
    path("calendar.ics", views_calendar.public, name="calendar"),
    path("calendar/<str:token>.ics", views_calendar.secret, name="calendar-secret"),
]
