"""The one way in, for programs, and the log over HTTP."""

from django.urls import URLPattern, URLResolver, path, re_path, register_converter

from accord.sequencer import logfiles, views


class ActId:
    """64 hexadecimal digits."""

    regex = "[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        """The id."""
        return value

    def to_url(self, value: str) -> str:
        """The id."""
        return value


register_converter(ActId, "act")

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/acts", views.post_acts, name="api-acts"),
    path("api/v1/acts/<act:act_id>", views.get_act, name="api-act"),
    path("api/v1/acts/<act:act_id>/proof", views.get_proof, name="api-act-proof"),
    path("api/v1/checkpoint", views.get_checkpoint, name="api-checkpoint"),
    path("log/checkpoint", logfiles.current_checkpoint, name="log-current"),
    path("log/e<int:epoch>/checkpoint", logfiles.checkpoint, name="log-checkpoint"),
    re_path(
        r"^log/e(?P<epoch>[1-9][0-9]{0,6})/tile/(?P<path>[0-9a-z/.]{1,80})$",
        logfiles.tile_view,
        name="log-tile",
    ),
    path(".well-known/accord.json", logfiles.well_known, name="well-known"),
    path("readyz", logfiles.ready, name="readyz"),
]
