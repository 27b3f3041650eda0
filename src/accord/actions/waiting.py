"""What waits for a reader about actions: tasks for the reader's organisation."""

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accord.actions.queries import tasks
from accord.people.reader import Reader
from accord.people.waiting import Waiting


def waiting(reader: Reader) -> list[Waiting]:
    """The tasks that the reader's organisation has to do."""
    if not reader.has("actions"):
        return []
    return [
        Waiting(
            kind=_("Task"),
            act_id=one.id,
            title=one.title,
            who=one.by.title,
            url=reverse("actions:tasks"),
            urgent_at=one.due,
        )
        for one in tasks(reader, get_language() or "en")
        if not one.done and one.assignee.handle == reader.member
    ]
