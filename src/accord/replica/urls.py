"""What a copy answers to programs."""

from django.urls import URLPattern, URLResolver, path

from accord.replica import views, witness

urlpatterns: list[URLPattern | URLResolver] = [
    path("add-checkpoint", witness.add_checkpoint, name="add-checkpoint"),
    path("api/v1/copy", views.head, name="api-copy"),
    path("api/v1/copy/vote", views.vote, name="api-vote"),
    path(".well-known/accord.json", views.well_known, name="well-known-copy"),
    path("readyz", views.ready, name="readyz-copy"),
    path("copy/enter/<str:token>", views.enter, name="copy-enter"),
    path("log/evidence/<str:name>", views.evidence_file, name="log-evidence"),
]
