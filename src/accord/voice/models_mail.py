"""What goes out by mail and to other programs: working data, not part of the log.

Nothing here follows from the log, so a rebuild leaves it alone.
"""

from django.db import models

ID = 64
HANDLE = 32
TOKEN = 43
ADDRESS = 254


class Subscriber(models.Model):
    """A reader who asked for statements by mail; counts once `confirmed`.

    `token` is in the links of that reader's mails, and known to nobody else.
    """

    address = models.CharField(max_length=ADDRESS, unique=True)
    language = models.CharField(max_length=3)
    token = models.CharField(max_length=TOKEN, unique=True)
    asked = models.DateTimeField()
    confirmed = models.DateTimeField(null=True)

    class Meta:
        app_label = "voice"


class Reminded(models.Model):
    """Where a member's person wants to be told that something waits."""

    id = models.CharField(max_length=HANDLE + 1 + ID, primary_key=True)
    member = models.CharField(max_length=HANDLE)
    person = models.CharField(max_length=ID)
    address = models.CharField(max_length=ADDRESS)

    class Meta:
        app_label = "voice"


class Webhook(models.Model):
    """A program of a member that is told what became public."""

    member = models.CharField(max_length=HANDLE)
    url = models.CharField(max_length=500)
    secret = models.CharField(max_length=100)
    begun = models.DateTimeField()

    class Meta:
        app_label = "voice"


class Announced(models.Model):
    """What became of a statement, and that everybody concerned has it in the queue."""

    id = models.CharField(max_length=ID + 12, primary_key=True)  # the act, the event

    class Meta:
        app_label = "voice"


class Outgoing(models.Model):
    """One mail, or one call to a program, in the queue; `id` says what it is about.

    `tries` failed so far, the last with `trouble`; `given_up`: it is not tried again.
    """

    id = models.CharField(max_length=200, primary_key=True)
    to = models.CharField(max_length=500)
    webhook = models.ForeignKey(Webhook, null=True, on_delete=models.CASCADE)
    subject = models.CharField(max_length=400, blank=True)
    body = models.TextField()
    unsubscribe = models.CharField(max_length=200, blank=True)
    made = models.DateTimeField()
    due = models.DateTimeField(db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=300, blank=True)
    sent = models.DateTimeField(null=True)
    given_up = models.BooleanField(default=False)

    class Meta:
        app_label = "voice"
