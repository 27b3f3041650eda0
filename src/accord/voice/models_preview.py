"""Links to embargoed words, and who looked: working data, not part of the log."""

from django.db import models


class Preview(models.Model):
    """One link: for whom, who made it; `token` is the hash of what is in the link."""

    act = models.CharField(max_length=64, db_index=True)
    token = models.CharField(max_length=64, unique=True)
    label = models.CharField(max_length=100)
    member = models.CharField(max_length=32)
    person = models.CharField(max_length=64)
    made = models.DateTimeField()
    revoked = models.DateTimeField(null=True)

    class Meta:
        app_label = "voice"


class PreviewSeen(models.Model):
    """One look at a preview: when, and what the browser calls itself."""

    preview = models.ForeignKey(Preview, on_delete=models.CASCADE, related_name="seen")
    time = models.DateTimeField()
    browser = models.CharField(max_length=120, blank=True)

    class Meta:
        app_label = "voice"
