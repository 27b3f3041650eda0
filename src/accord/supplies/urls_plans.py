"""Pages of plans."""

from django.urls import URLPattern, path

from accord.supplies import overview, views_consent, views_planning

PLANS: list[URLPattern] = [
    path("desk/supplies/charts", overview.charts, name="charts"),
    path("desk/supplies/plans", views_planning.plans, name="plans"),
    path("desk/supplies/plans/new", views_planning.start, name="start-plan"),
    path("desk/supplies/plans/roads", views_planning.road, name="road"),
    path(
        "desk/supplies/plans/pack/prepare",
        views_consent.prepare_pack,
        name="prepare-pack",
    ),
    path(
        "desk/supplies/plans/refusals/<int:number>/over",
        views_consent.take_back,
        name="take-back-refusal",
    ),
    path("desk/supplies/plans/<int:number>", views_planning.plan, name="plan"),
    path(
        "desk/supplies/plans/<int:number>/progress",
        views_planning.progress,
        name="plan-progress",
    ),
    path(
        "desk/supplies/plans/<int:number>/stop", views_planning.stop, name="stop-plan"
    ),
    path(
        "desk/supplies/plans/<int:number>/again",
        views_planning.again,
        name="plan-again",
    ),
    path(
        "desk/supplies/plans/<int:number>/what-if",
        views_planning.what_if,
        name="what-if",
    ),
    path(
        "desk/supplies/plans/<int:number>/agree/prepare",
        views_consent.prepare_agree,
        name="prepare-agree",
    ),
    path(
        "desk/supplies/plans/<int:number>/refuse",
        views_consent.refuse,
        name="refuse-plan",
    ),
]
