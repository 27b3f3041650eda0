"""Beside the words of a draft: its pictures, and who has it open. Working data."""

from django.db import models

HANDLE = 32
PERSON = 64


class DraftPicture(models.Model):
    """A picture of a draft, as it is going to be signed; `content` None: taken out.

    Numbers count from 1 in each draft and are never given twice, for older versions
    name them.
    """

    draft = models.ForeignKey(
        "voice.Draft", on_delete=models.CASCADE, related_name="pictures"
    )
    number = models.PositiveSmallIntegerField()
    type = models.CharField(max_length=4)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    content = models.BinaryField(null=True)
    member = models.CharField(max_length=HANDLE)
    person = models.CharField(max_length=PERSON)
    added = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "number"], name="draft_picture_number"
            )
        ]


class DraftVisit(models.Model):
    """Who had a draft open, and when last."""

    draft = models.ForeignKey(
        "voice.Draft", on_delete=models.CASCADE, related_name="visits"
    )
    member = models.CharField(max_length=HANDLE)
    person = models.CharField(max_length=PERSON)
    seen = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "member", "person"], name="draft_visit"
            )
        ]
