"""The desk's inbox."""

from django.urls import URLPattern, URLResolver, path, register_converter
from django.urls.converters import StringConverter

from accord.desk import inbox


class Step(StringConverter):
    """What can be done with a message."""

    regex = "take|back|done"


register_converter(Step, "step")

app_name = "inbox"

urlpatterns: list[URLPattern | URLResolver] = [
    path("desk/inbox", inbox.messages, name="list"),
    path("desk/inbox/file", inbox.file, name="file"),
    path("desk/inbox/<int:number>", inbox.message, name="message"),
    path("desk/inbox/<int:number>/<step:name>", inbox.step, name="step"),
]
