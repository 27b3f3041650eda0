"""What a copy knows beside the log. The rows here are this installation's own."""

from django.db import models

ID = 64
TIME = 20


class Following(models.Model):
    """That this installation is a member's copy; there is one row, or none on a hub.

    Without `url` it became the hub; what its cosigner remembers stays.
    """

    id = models.PositiveSmallIntegerField(primary_key=True)
    url = models.CharField(max_length=255, blank=True)
    coalition = models.CharField(max_length=ID, blank=True)
    member = models.CharField(max_length=32)
    key = models.CharField(max_length=ID)
    # The cosigner's durable state, in the form of core/protocol/cosigner.
    cosigner = models.TextField(blank=True)
    # What was cosigned last and brought to the host: epoch/size.
    handed_in = models.CharField(max_length=32, blank=True)
    # The newest checkpoint that the host is known to have signed, and its size.
    seen = models.TextField(blank=True)
    seen_size = models.BigIntegerField(default=0)
    # How many records the host has, as it said last.
    host_size = models.BigIntegerField(default=0)
    heard = models.CharField(max_length=TIME, blank=True)
    # Until then its people agree to another host, also while this one answers.
    agreed_until = models.CharField(max_length=TIME, blank=True)
    # unreachable, wrong, or the kind of trick; the sentence is for operators.
    trouble_kind = models.CharField(max_length=16, blank=True)
    trouble = models.TextField(blank=True)
    trouble_since = models.CharField(max_length=TIME, blank=True)
    evidence = models.CharField(max_length=120, blank=True)


class Peer(models.Model):
    """Another member's copy, with which heads are compared."""

    url = models.CharField(max_length=255, primary_key=True)
    member = models.CharField(max_length=32, blank=True)


class Wanted(models.Model):
    """A content that the log names and this copy does not hold yet."""

    sha256 = models.CharField(max_length=ID, primary_key=True)
    act = models.CharField(max_length=ID)
    name = models.CharField(max_length=64)
    size = models.BigIntegerField()
    # Why the last try failed; empty before the first.
    failed = models.CharField(max_length=200, blank=True)
