"""Pages for strangers: to join, to pledge, to write to us."""

from django.urls import URLPattern, URLResolver, path

from accord.desk import outside

app_name = "outside"

urlpatterns: list[URLPattern | URLResolver] = [
    path("join", outside.join, name="join"),
    path("join/apply", outside.send, {"form_name": "apply"}, name="apply"),
    path("join/pledge", outside.send, {"form_name": "pledge"}, name="pledge"),
    path("contact", outside.contact, name="contact"),
    path("contact/send", outside.send, {"form_name": "contact"}, name="send"),
    path("join/<str:token>/", outside.sent, name="sent"),
    path("join/<str:token>/erase", outside.erase, name="erase"),
]
