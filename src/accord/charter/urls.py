"""Pages of the charter. Those that take signed files are in desk/urls_stamps.py."""

from django.urls import URLPattern, URLResolver, path

import accord.ledger.converters  # noqa: F401 - registers <act:...>
from accord.charter import (
    views_about,
    views_changes,
    views_copies,
    views_course,
    views_members,
    views_newcomer,
    views_public,
    views_reading,
    views_room,
    views_room_founders,
    views_room_words,
)

app_name = "charter"

PUBLIC = [
    path("about", views_about.about, name="about"),
    path("declaration", views_about.declaration, name="declaration"),
    path("declaration/<act:act_id>", views_about.declaration, name="declaration-of"),
    path("members", views_public.members, name="members"),
    path("members.json", views_about.members_json, name="members-json"),
    path("members/<slug:handle>", views_public.member, name="member"),
]

ROOM = [
    path("found/<str:token>/", views_room.room, name="room"),
    path("found/<str:token>/enter", views_room.enter, name="room-enter"),
    path(
        "found/<str:token>/founders",
        views_room_founders.invite_founder,
        name="room-founders",
    ),
    path(
        "found/<str:token>/founders/<int:seat_id>/remove",
        views_room_founders.remove_founder,
        name="room-remove",
    ),
    path("found/<str:token>/card", views_room_founders.hand_in, name="room-card"),
    path(
        "found/<str:token>/languages",
        views_room_words.add_language,
        name="room-languages",
    ),
    path(
        "found/<str:token>/texts/<slug:language>",
        views_room_words.text,
        name="room-text",
    ),
    path(
        "found/<str:token>/texts/<slug:language>/drop",
        views_room_words.drop_language,
        name="room-drop",
    ),
    path("found/<str:token>/rules", views_room_founders.save_rules, name="room-rules"),
    path(
        "found/<str:token>/confirming",
        views_room_founders.save_confirming,
        name="room-confirming",
    ),
    path(
        "found/<str:token>/copy",
        views_room_founders.hand_in_copy,
        name="room-copy",
    ),
    path("found/<str:token>/comments", views_room_words.comment, name="room-comments"),
    path("found/<str:token>/freeze", views_room.freeze, name="room-freeze"),
    path("found/<str:token>/unfreeze", views_room.unfreeze, name="room-unfreeze"),
    path("found/<str:token>/file", views_room.file, name="room-file"),
    path("found/<str:token>/take-back", views_room.take_back, name="room-take-back"),
    path("found/<str:token>/live", views_room.live, name="room-live"),
    path("found/<str:token>/invite", views_room.invite_person, name="room-invite"),
]

NEWCOMER = [
    path("newcomer/<str:token>/", views_newcomer.newcomer_page, name="newcomer"),
    path(
        "newcomer/<str:token>/card", views_newcomer.newcomer_card, name="newcomer-card"
    ),
    path(
        "newcomer/<str:token>/file", views_newcomer.newcomer_file, name="newcomer-file"
    ),
    path(
        "newcomer/<str:token>/live", views_newcomer.newcomer_live, name="newcomer-live"
    ),
    path(
        "newcomer/<str:token>/invite",
        views_newcomer.newcomer_invite,
        name="newcomer-invite",
    ),
]

DESK = [
    path("desk/members/copies", views_copies.copies, name="copies"),
    path("desk/members", views_members.members, name="desk-members"),
    path("desk/members/profile", views_members.profile, name="profile"),
    path("desk/members/reading-key", views_reading.reading_key, name="reading-key"),
    path("desk/members/leave", views_members.leave, name="leave"),
    path("desk/members/change/stamp", views_changes.stamp, name="change-stamp"),
    path("desk/members/change/rules", views_changes.rules, name="change-rules"),
    path("desk/members/change/host", views_changes.host, name="change-host"),
    path(
        "desk/members/change/declaration",
        views_course.declaration,
        name="change-declaration",
    ),
    path("desk/members/change/lead", views_course.lead, name="change-lead"),
    path("desk/members/change/end", views_course.close, name="change-close"),
    path("desk/members/course/<act:act_id>", views_course.stamped, name="stamped"),
    path(
        "desk/members/applications/<int:number>",
        views_members.application,
        name="application",
    ),
    path(
        "desk/members/applications/<int:number>/decline",
        views_members.decline,
        name="decline",
    ),
    path(
        "desk/members/applications/<int:number>/sponsor",
        views_members.sponsor,
        name="sponsor",
    ),
    path("desk/members/admit/<int:number>", views_members.admit, name="admit"),
    path(
        "desk/members/admit/<int:number>/file",
        views_members.admit_file,
        name="admit-file",
    ),
    path("desk/members/changes/<act:act_id>", views_members.roster, name="roster"),
    path(
        "desk/members/changes/<act:act_id>/live",
        views_members.roster_live,
        name="roster-live",
    ),
    path(
        "desk/members/changes/<act:act_id>/file",
        views_members.roster_file,
        name="roster-file",
    ),
]

urlpatterns: list[URLPattern | URLResolver] = [*PUBLIC, *ROOM, *NEWCOMER, *DESK]
