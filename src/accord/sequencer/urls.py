"""The one way in, for programs, and the log over HTTP."""

from django.urls import URLPattern, URLResolver, path, re_path

import accord.ledger.converters  # noqa: F401 - registers <act:...>
from accord.sequencer import (
    contents,
    cosign_views,
    logfiles,
    proven,
    reading_keys,
    views,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/acts", views.post_acts, name="api-acts"),
    path("api/v1/acts/several", views.get_several, name="api-acts-several"),
    path("api/v1/acts/<act:act_id>", views.get_act, name="api-act"),
    path("api/v1/acts/<act:act_id>/proof", views.get_proof, name="api-act-proof"),
    path("api/v1/acts/<act:act_id>/leaf", proven.get_leaf, name="api-act-leaf"),
    path("api/v1/charter", cosign_views.get_charter, name="api-charter"),
    path("api/v1/checkpoint", views.get_checkpoint, name="api-checkpoint"),
    path("api/v1/readers", reading_keys.get_readers, name="api-readers"),
    path("log/checkpoint", logfiles.current_checkpoint, name="log-current"),
    path("log/e<int:epoch>/checkpoint", logfiles.checkpoint, name="log-checkpoint"),
    path("log/e<int:epoch>/next", logfiles.next_checkpoint, name="log-next"),
    path("log/cosignatures", cosign_views.post_cosignatures, name="log-cosignatures"),
    re_path(
        r"^log/e(?P<epoch>[1-9][0-9]{0,6})/tile/(?P<path>[0-9a-z/.]{1,80})$",
        logfiles.tile_view,
        name="log-tile",
    ),
    path("log/blobs/<act:act_id>/<str:name>", contents.content, name="log-blob"),
    path(".well-known/accord.json", logfiles.well_known, name="well-known"),
    path("readyz", logfiles.ready, name="readyz"),
]
