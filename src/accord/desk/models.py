"""What the desk keeps for persons: working data, outside of the log, never rebuilt."""

from django.db import models

ID = 64
HANDLE = 32
PERSON = HANDLE + 1 + ID


class SavedSearch(models.Model):
    """A search that a person keeps, and its secret address: the hash of its token.

    It ends with the device that made it. `seen`: the number of the newest thing that
    was told of, or was there when it was kept. `mail`: whether mail says when there is
    more.
    """

    digest = models.CharField(max_length=ID, primary_key=True)
    keyid = models.CharField(max_length=ID, db_index=True)
    member = models.CharField(max_length=HANDLE)
    person = models.CharField(max_length=ID)
    query = models.CharField(max_length=200)
    group = models.CharField(max_length=16, blank=True)
    mail = models.BooleanField(default=False)
    seen = models.BigIntegerField()
    time = models.DateTimeField()


class Morning(models.Model):
    """One person's briefing of one day: which records it is about, by their numbers.

    It holds no word of them: the page reads them anew, for who reads it then.
    """

    id = models.CharField(max_length=PERSON + 11, primary_key=True)  # and the day
    person = models.CharField(max_length=PERSON, db_index=True)
    day = models.DateField()
    since = models.BigIntegerField()
    until = models.BigIntegerField()
    made = models.DateTimeField()
