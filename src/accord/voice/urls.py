"""Pages of statements."""

from django.urls import URLPattern, URLResolver, path

import accord.ledger.converters  # noqa: F401 - registers <act:...>
from accord.voice import (
    views_check,
    views_decision,
    views_drafting,
    views_drafts,
    views_extra,
    views_feeds,
    views_mail,
    views_pictures,
    views_preview,
    views_public,
)

app_name = "voice"

PUBLIC = [
    path("", views_public.news, name="news"),
    path("feed.atom", views_public.atom, name="feed"),
    path("feed.json", views_feeds.json_feed, name="feed-json"),
    path("statements/search", views_feeds.search, name="search"),
    path("statements/", views_public.newest_year, name="statements"),
    path("statements/<int:year>/", views_public.archive, name="archive"),
    path(
        "statements/<int:year>/<slug:slug>.json",
        views_public.statement_json,
        name="statement-json",
    ),
    path(
        "statements/<int:year>/<slug:slug>.txt",
        views_public.statement_text,
        name="statement-text",
    ),
    path(
        "statements/<int:year>/<slug:slug>.md",
        views_feeds.statement_markdown,
        name="statement-markdown",
    ),
    path(
        "statements/<int:year>/<slug:slug>.pdf",
        views_feeds.press_sheet_pdf,
        name="press-sheet",
    ),
    path(
        "statements/<int:year>/<slug:slug>.<str:language>.bundle.json",
        views_feeds.translation_proof,
        name="translation-proof",
    ),
    path(
        "statements/<int:year>/<slug:slug>.bundle.json",
        views_public.statement_proof,
        name="proof",
    ),
    path("statements/<int:year>/<slug:slug>", views_public.statement, name="statement"),
    path(
        "statements/pictures/<act:act_id>/<int:number>",
        views_pictures.picture,
        name="picture",
    ),
    path("positions", views_extra.all_positions, name="positions"),
    path("positions/<act:act_id>", views_extra.position, name="position"),
    path(
        "positions/<act:act_id>.bundle.json",
        views_extra.position_proof,
        name="position-proof",
    ),
    path("subscribe", views_mail.subscribe, name="subscribe"),
    path("subscribe/<str:token>", views_mail.confirm, name="confirm"),
    path("unsubscribe/<str:token>", views_mail.unsubscribe, name="unsubscribe"),
    path("preview/<str:token>", views_preview.preview, name="preview"),
    path(
        "preview/<str:token>/<int:number>",
        views_pictures.previewed,
        name="preview-picture",
    ),
    path("check", views_check.check, name="check"),
]

DESK = [
    path("desk/statements", views_drafts.room_page, name="room"),
    path("desk/statements/new", views_drafts.begin, name="begin"),
    path("desk/statements/drafts/<int:number>", views_drafts.draft, name="draft"),
    path("desk/statements/drafts/<int:number>/close", views_drafts.close, name="close"),
    path(
        "desk/statements/drafts/<int:number>/details",
        views_drafts.details,
        name="details",
    ),
    path(
        "desk/statements/drafts/<int:number>/hour",
        views_drafting.hour,
        name="same-hour",
    ),
    path(
        "desk/statements/drafts/<int:number>/compare",
        views_drafts.compare,
        name="compare",
    ),
    path(
        "desk/statements/drafts/<int:number>/merge", views_drafting.merge, name="merge"
    ),
    path("desk/statements/drafts/<int:number>/here", views_drafting.here, name="here"),
    path(
        "desk/statements/drafts/<int:number>/pictures",
        views_drafting.add_picture,
        name="add-picture",
    ),
    path(
        "desk/statements/drafts/<int:number>/pictures/<int:which>",
        views_drafting.picture,
        name="draft-picture",
    ),
    path(
        "desk/statements/drafts/<int:number>/pictures/<int:which>/out",
        views_drafting.take_out,
        name="take-out-picture",
    ),
    path(
        "desk/statements/drafts/<int:number>/propose",
        views_drafts.propose,
        name="propose",
    ),
    path(
        "desk/statements/drafts/<int:number>/comment",
        views_drafts.comment,
        name="comment",
    ),
    path(
        "desk/statements/drafts/<int:number>/comment/<int:which>/done",
        views_drafts.comment_done,
        name="comment-done",
    ),
    path(
        "desk/statements/<act:act_id>/previews",
        views_preview.all_previews,
        name="previews",
    ),
    path(
        "desk/statements/<act:act_id>/previews/<int:number>/end",
        views_preview.revoke,
        name="revoke-preview",
    ),
    path("desk/statements/mail", views_mail.mail, name="mail"),
    path("desk/statements/mail/programs", views_mail.add_webhook, name="add-webhook"),
    path(
        "desk/statements/mail/programs/<int:number>/end",
        views_mail.end_webhook,
        name="end-webhook",
    ),
    path(
        "desk/statements/positions", views_extra.desk_positions, name="desk-positions"
    ),
    path(
        "desk/statements/positions/new",
        views_extra.propose_position,
        name="propose-position",
    ),
    path(
        "desk/statements/positions/<act:replaces>/replace",
        views_extra.propose_position,
        name="replace-position",
    ),
    path(
        "desk/statements/<act:act_id>/translate",
        views_extra.translate,
        name="translate",
    ),
    path("desk/statements/<act:act_id>", views_decision.decision, name="decision"),
    path("desk/statements/<act:act_id>/board", views_decision.live_board, name="board"),
    path("desk/statements/<act:act_id>/hold", views_decision.hold, name="hold"),
    path(
        "desk/statements/<act:act_id>/withdraw",
        views_decision.retract,
        name="retract",
    ),
    path("desk/statements/<act:act_id>/again", views_drafts.again, name="again"),
]

urlpatterns: list[URLPattern | URLResolver] = [*PUBLIC, *DESK]
