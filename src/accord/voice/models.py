"""Statements as the log says, and drafts, which are working data before the log.

A Statement holds no words, only where they are: the act's contents. Drafts are private
to the members and are not rebuilt. Times of statements are text, as in the log.
"""

from django.db import models

from accord.voice.models_draft import (  # noqa: F401 - tables of the same app
    DraftPicture,
    DraftVisit,
)
from accord.voice.models_mail import (  # noqa: F401 - tables of the same app
    Announced,
    Outgoing,
    Reminded,
    Subscriber,
    Webhook,
)
from accord.voice.models_preview import (  # noqa: F401 - tables of the same app
    Preview,
    PreviewSeen,
)

ID = 64
TIME = 20
HANDLE = 32
SLUG = 64


class Statement(models.Model):
    """Words of voice that took effect; `state` as in the log's standing.

    `never`: held, withdrawn or replaced before its release, so it is never public.
    """

    act = models.CharField(max_length=ID, primary_key=True)
    kind = models.CharField(max_length=32)
    by = models.CharField(max_length=HANDLE, db_index=True)
    slug = models.CharField(max_length=SLUG, unique=True)
    languages = models.CharField(max_length=100)
    topics = models.TextField(blank=True)
    urgent = models.BooleanField()
    state = models.CharField(max_length=10)
    public_from = models.CharField(max_length=TIME, db_index=True)
    never = models.BooleanField(default=False)
    year = models.PositiveSmallIntegerField()
    effect = models.CharField(max_length=TIME)
    effect_index = models.BigIntegerField()
    changed = models.CharField(max_length=TIME)
    changed_index = models.BigIntegerField()
    corrects = models.CharField(max_length=ID, blank=True)
    corrected_by = models.CharField(max_length=ID, blank=True)
    retracted_by = models.CharField(max_length=ID, blank=True)
    added = models.JSONField(default=dict)  # language of a translation: public from

    class Meta:
        indexes = [models.Index(fields=["year", "slug"])]


class Withdrawn(models.Model):
    """A translation that was public, and was withdrawn alone; no page shows it."""

    act = models.CharField(max_length=ID, primary_key=True)
    statement = models.CharField(max_length=ID)
    language = models.CharField(max_length=3)
    public_from = models.CharField(max_length=TIME)
    changed = models.CharField(max_length=TIME)
    retracted_by = models.CharField(max_length=ID)


class Position(models.Model):
    """An answer that the members agreed on; `public` says for whom it is.

    `state` as in the standing; one among the members is agreed, corrected or retracted.
    `never`: held, withdrawn or replaced before it was public.
    """

    act = models.CharField(max_length=ID, primary_key=True)
    by = models.CharField(max_length=HANDLE)
    public = models.BooleanField(db_index=True)
    languages = models.CharField(max_length=100)
    topics = models.TextField(blank=True)
    state = models.CharField(max_length=10)
    public_from = models.CharField(max_length=TIME, db_index=True)
    never = models.BooleanField(default=False)
    effect_index = models.BigIntegerField()
    changed = models.CharField(max_length=TIME)
    replaces = models.CharField(max_length=ID, blank=True)
    replaced_by = models.CharField(max_length=ID, blank=True)
    retracted_by = models.CharField(max_length=ID, blank=True)


class Proposal(models.Model):
    """Words of voice from their first signature on, whatever becomes of them."""

    act = models.CharField(max_length=ID, primary_key=True)
    kind = models.CharField(max_length=32)
    by = models.CharField(max_length=HANDLE)
    slug = models.CharField(max_length=SLUG, db_index=True)
    index = models.BigIntegerField()


class Draft(models.Model):
    """Words in the making. `own`: one member's; otherwise every member's voice people.

    `languages` are those in which it is going to be signed; a closed draft is out of
    the way.
    """

    own = models.BooleanField(default=False)
    by = models.CharField(max_length=HANDLE)
    slug = models.CharField(max_length=SLUG, blank=True)
    languages = models.CharField(max_length=100)
    release = models.DateTimeField(null=True)
    urgent = models.BooleanField(default=False)
    topics = models.CharField(max_length=300, blank=True)
    corrects = models.CharField(max_length=ID, blank=True)
    begun = models.DateTimeField()
    changed = models.DateTimeField()
    closed = models.BooleanField(default=False)


class DraftText(models.Model):
    """One version of one language's text; versions count from 1 in each language.

    `aside`: kept because somebody else had saved meanwhile; it is not the newest text.
    `upon`: the version that it was written upon, 0 for none.
    """

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=3)
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=200, blank=True)
    summary = models.TextField(blank=True)
    text = models.TextField(blank=True)
    member = models.CharField(max_length=HANDLE)
    person = models.CharField(max_length=64)
    saved = models.DateTimeField()
    aside = models.BooleanField(default=False)
    upon = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "language", "version"], name="draft_text_version"
            )
        ]


class DraftComment(models.Model):
    """A word about a draft, from one who writes in it; it goes with the draft."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="comments")
    member = models.CharField(max_length=HANDLE)
    person = models.CharField(max_length=64)
    time = models.DateTimeField()
    text = models.TextField()
    done = models.BooleanField(default=False)
