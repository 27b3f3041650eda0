"""Pages of actions."""

from django.urls import URLPattern, URLResolver, path

from accord.actions import views, views_calendar, views_forms, views_map, views_when
from accord.ledger.converters import register

register("how", "quit|cancel")  # how a part in an action, or the action, ends

app_name = "actions"
urlpatterns: list[URLPattern | URLResolver] = [
    path("desk/actions", views.agenda, name="agenda"),
    path("desk/actions/month", views_when.month, name="month"),
    path("desk/actions/week", views_when.week, name="week"),
    path("desk/actions/week.pdf", views_when.week_pdf, name="week-pdf"),
    path("desk/actions/line", views_when.line, name="line"),
    path("desk/actions/map", views_map.where, name="map"),
    path("desk/actions/calendars", views_calendar.addresses, name="calendars"),
    path("desk/actions/calendars/add", views_calendar.add, name="add-calendar"),
    path("desk/actions/calendars/end", views_calendar.end, name="end-calendar"),
    path("desk/actions/tasks", views.task_list, name="tasks"),
    path("desk/actions/tasks/prepare", views_forms.prepare_task, name="prepare-task"),
    path(
        "desk/actions/tasks/<act:task_id>/done",
        views_forms.prepare_done,
        name="prepare-done",
    ),
    path("desk/actions/new", views_forms.new, name="new"),
    path("desk/actions/new/prepare", views_forms.prepare_new, name="prepare-new"),
    path("desk/actions/new/clashes", views_forms.clashes, name="clashes"),
    path("desk/actions/<act:act_id>", views.show, name="action"),
    path("desk/actions/<act:act_id>/join", views_forms.prepare_join, name="join"),
    path(
        "desk/actions/<act:act_id>/join/clashes",
        views_forms.join_clashes,
        name="clashes-join",
    ),
    path(
        "desk/actions/<act:act_id>/task/clashes",
        views_forms.task_clashes,
        name="clashes-task",
    ),
    path("desk/actions/<act:act_id>/change", views_forms.prepare_change, name="change"),
    path("desk/actions/<act:act_id>/finish", views_forms.prepare_finish, name="finish"),
    path("desk/actions/<act:act_id>/task", views_forms.prepare_task, name="task"),
    path("desk/actions/<act:act_id>/clashes", views_forms.clashes, name="clashes-of"),
    path("desk/actions/<act:act_id>/<how:how>", views_forms.prepare_end, name="end"),
]
