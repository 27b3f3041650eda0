"""Pages about oneself: coming in, preferences, devices."""

from django.urls import URLPattern, URLResolver, path

from accord.people import views

app_name = "people"
urlpatterns: list[URLPattern | URLResolver] = [
    path("enrol/", views.enrol, name="enrol"),
    path("desk/sign-in/", views.sign_in, name="sign-in"),
    path("desk/me", views.me, name="me"),
    path("desk/devices", views.devices, name="devices"),
    path("desk/devices/invite", views.invite, name="invite"),
    path("desk/devices/revoke", views.revoke, name="revoke"),
]
