"""The read tables of actions: ids and hashes only; words are joined when read."""

from django.db import models

ID = 64
HANDLE = 32
TIME = 20


class Action(models.Model):
    """An action. State: planned, cancelled, finished.

    `audience` holds handles between spaces; `items` is JSON: how many of which item.
    `sequence` counts what was changed, for calendars.
    """

    act = models.CharField(max_length=ID, primary_key=True)
    by = models.CharField(max_length=HANDLE)
    start = models.CharField(max_length=TIME, db_index=True)
    end = models.CharField(max_length=TIME, db_index=True)
    site = models.CharField(max_length=ID, blank=True)
    people = models.BigIntegerField()
    vehicles = models.BigIntegerField()
    items = models.TextField()
    visibility = models.CharField(max_length=8)
    audience = models.TextField(blank=True)
    words = models.CharField(max_length=ID, blank=True)
    outcome = models.CharField(max_length=ID, blank=True)
    state = models.CharField(max_length=10)
    sequence = models.PositiveIntegerField(default=0)
    changed = models.CharField(max_length=TIME)
    index = models.BigIntegerField()


class Part(models.Model):
    """What a member brings to an action; `items` and `fleet` are JSON."""

    key = models.CharField(max_length=ID + 1 + HANDLE, primary_key=True)
    action = models.CharField(max_length=ID, db_index=True)
    member = models.CharField(max_length=HANDLE)
    act = models.CharField(max_length=ID)
    people = models.BigIntegerField()
    vehicles = models.BigIntegerField()
    items = models.TextField()
    fleet = models.TextField()


class Task(models.Model):
    """Something that a member is to do; `done` names the record that says so."""

    act = models.CharField(max_length=ID, primary_key=True)
    by = models.CharField(max_length=HANDLE)
    action = models.CharField(max_length=ID, blank=True, db_index=True)
    assignee = models.CharField(max_length=HANDLE, db_index=True)
    due = models.CharField(max_length=TIME)
    words = models.CharField(max_length=ID)
    done = models.CharField(max_length=ID, blank=True)
    index = models.BigIntegerField()


class Subscription(models.Model):
    """A secret calendar address of a person: the hash of its token.

    Working data, outside of the log; it ends with the device that made it.
    """

    digest = models.CharField(max_length=ID, primary_key=True)
    keyid = models.CharField(max_length=ID, db_index=True)
    member = models.CharField(max_length=HANDLE, db_index=True)
    person = models.CharField(max_length=64)
    time = models.CharField(max_length=TIME)
