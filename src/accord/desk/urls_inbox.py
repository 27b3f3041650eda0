"""The desk's inbox."""

from django.urls import URLPattern, URLResolver, path

from accord.desk import inbox
from accord.ledger.converters import register

register("step", "take|back|done")  # what can be done with a message

app_name = "inbox"

urlpatterns: list[URLPattern | URLResolver] = [
    path("desk/inbox", inbox.messages, name="list"),
    path("desk/inbox/file", inbox.file, name="file"),
    path("desk/inbox/<int:number>", inbox.message, name="message"),
    path("desk/inbox/<int:number>/<step:name>", inbox.step, name="step"),
]
