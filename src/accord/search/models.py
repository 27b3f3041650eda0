"""What can be found: one row for each thing with words. A cache: `accord rebuild`.

The words themselves are in the index beside it (fts.py), under the same number.
"""

from django.db import models

ID = 64


class Document(models.Model):
    """A thing that can be found. Newer ones have greater numbers.

    `key`: the act's id. `group`: what it is found as, see groups.py. `audience`:
    handles between spaces, with one at each end; "" for all members.
    """

    id = models.BigIntegerField(primary_key=True)
    key = models.CharField(max_length=ID)
    group = models.CharField(max_length=16)
    audience = models.TextField(blank=True)
