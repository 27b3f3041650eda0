"""Acts of coordination in words."""

from accord.cli.words.line import Facts, plural
from accord.core.acts.actions import (
    Cancel,
    ChangePlan,
    Done,
    Finish,
    Join,
    Plan,
    Quit,
    Resources,
    Span,
    Task,
)


def plan(body: Plan) -> Facts:
    """An action."""
    return [
        *_span(body.span),
        ("needs", _resources(body.needs)),
        ("who may see it", ", ".join((body.visibility, *body.audience))),
    ]


def join(body: Join) -> Facts:
    """Taking part."""
    return [
        ("action", body.action),
        ("brings", _resources(body.brings)),
        ("vehicles", "\n".join(body.fleet) or "none by name"),
    ]


def about(body: Quit | Cancel) -> Facts:
    """What is about an action, without more."""
    return [("action", body.action)]


def change(body: ChangePlan) -> Facts:
    """Another time or place."""
    needs = ("needs", _resources(body.needs))
    return [("action", body.action), *_span(body.span), needs]


def finish(body: Finish) -> Facts:
    """What came of it."""
    people = plural(body.people, "person", "people")
    return [("action", body.action), ("reached", people)]


def task(body: Task) -> Facts:
    """A task."""
    return [
        ("action", body.action or "none"),
        ("for", body.assignee),
        ("due", body.due),
    ]


def done(body: Done) -> Facts:
    """A task that is done."""
    return [("task", body.task)]


def _span(span: Span) -> Facts:
    where = span.site or "no site of the catalogue"
    return [("from", span.start), ("until", span.end), ("site", where)]


def _resources(found: Resources) -> str:
    items = [f"{plural(n, 'unit')} of item {one}" for one, n in found.items.items()]
    people = plural(found.people, "person", "people")
    return "\n".join([people, plural(found.vehicles, "vehicle"), *items])
