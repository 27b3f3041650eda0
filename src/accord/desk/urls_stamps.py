"""Addresses that take signed files."""

from django.urls import URLPattern, URLResolver, path

from accord.desk import stamps

app_name = "stamps"
urlpatterns: list[URLPattern | URLResolver] = [
    path("desk/stamp", stamps.stamp, name="stamp"),
    path("found/<str:token>/sign", stamps.room_sign, name="room"),
    path("found/<str:token>/complete", stamps.room_complete, name="room-complete"),
    path("newcomer/<str:token>/sign", stamps.newcomer_sign, name="newcomer"),
]
