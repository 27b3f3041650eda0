"""Who may act for whom: devices, invitations and persons as the log says.

Names are contents beside the log: a row here holds their hash only. Preferences and
used challenges are working data, outside of the log, and are not rebuilt.
"""

from django.db import models

ID = 64
HANDLE = 32
SLUG = 64
ROLES = 64


class Device(models.Model):
    """A person's key. `roles` are sorted, with commas; `index` is the enrolment's."""

    keyid = models.CharField(max_length=ID, primary_key=True)
    key = models.CharField(max_length=ID)
    member = models.CharField(max_length=HANDLE, db_index=True)
    person = models.CharField(max_length=SLUG)
    roles = models.CharField(max_length=ROLES)
    until = models.DateTimeField()
    invite = models.CharField(max_length=ID)
    index = models.BigIntegerField()
    time = models.DateTimeField()
    revoked = models.DateTimeField(null=True)


class Invitation(models.Model):
    """An invitation, by its act: open until it is used, taken back or too old."""

    act = models.CharField(max_length=ID, primary_key=True)
    member = models.CharField(max_length=HANDLE, db_index=True)
    person = models.CharField(max_length=SLUG)
    roles = models.CharField(max_length=ROLES)
    until = models.DateTimeField()
    index = models.BigIntegerField()
    time = models.DateTimeField()
    used_by = models.CharField(max_length=ID, blank=True)
    revoked = models.DateTimeField(null=True)


class Person(models.Model):
    """A person, `<member>/<opaque name>`, and the hash of its newest name, if any."""

    id = models.CharField(max_length=HANDLE + 1 + SLUG, primary_key=True)
    member = models.CharField(max_length=HANDLE, db_index=True)
    person = models.CharField(max_length=SLUG)
    name = models.CharField(max_length=ID, blank=True)


class Profile(models.Model):
    """What a member shows of itself: the hash of its names; empty: its handle alone."""

    member = models.CharField(max_length=HANDLE, primary_key=True)
    act = models.CharField(max_length=ID)
    content = models.CharField(max_length=ID, blank=True)


class Preference(models.Model):
    """Working data: what a person chose. Hours are of the day in its time zone.

    `morning`: when the briefing is made; `briefing`: whether mail says so. No mail goes
    out from `quiet_from` until `quiet_to`; the same hour twice: always.
    """

    id = models.CharField(max_length=HANDLE + 1 + SLUG, primary_key=True)
    language = models.CharField(max_length=8)
    time_zone = models.CharField(max_length=64)
    morning = models.PositiveSmallIntegerField(default=7)
    briefing = models.BooleanField(default=False)
    quiet_from = models.PositiveSmallIntegerField(default=0)
    quiet_to = models.PositiveSmallIntegerField(default=0)


class UsedChallenge(models.Model):
    """Working data: a challenge that was answered, kept until it is too old anyway."""

    challenge = models.CharField(max_length=ID, primary_key=True)
    until = models.DateTimeField()
