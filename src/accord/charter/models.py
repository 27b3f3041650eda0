"""The coalition's members as the log says, and the work that leads to them.

Members and rosters follow from the log. Founding rooms, applications and prepared
rosters are working data: they lie outside of the log, and are not rebuilt.
"""

from django.conf import settings
from django.db import models
from django.utils.functional import cached_property

from accord.charter import sealing
from accord.core.acts.encoding import to_base64

ID = 64
HANDLE = 32
TOKEN = 43
LANGUAGE = 3
SHORT = 200
LONG = 40_000


class Member(models.Model):
    """A member, from when to when, and the acts that brought it in and out."""

    handle = models.CharField(max_length=HANDLE, primary_key=True)
    joined = models.DateTimeField()
    joined_index = models.BigIntegerField()
    joined_by = models.CharField(max_length=ID)
    left = models.DateTimeField(null=True)
    left_index = models.BigIntegerField(null=True)
    left_by = models.CharField(max_length=ID, blank=True)


class RosterRow(models.Model):
    """A list of members that came into force; handles with commas."""

    act = models.CharField(max_length=ID, primary_key=True)
    version = models.PositiveIntegerField()
    index = models.BigIntegerField()
    time = models.DateTimeField()
    joined = models.TextField(blank=True)
    left = models.TextField(blank=True)


class Room(models.Model):
    """A founding room. While `payload` is set the texts are frozen; `contents` are
    the frozen contents by name, as base64.
    """

    domain = models.CharField(max_length=SHORT)
    hub_key = models.CharField(max_length=ID)
    created = models.DateTimeField()
    rules = models.JSONField(default=dict)
    finality = models.CharField(max_length=8, default="hub")
    payload = models.BinaryField(null=True)
    contents = models.JSONField(default=dict)
    frozen = models.DateTimeField(null=True)
    frozen_by = models.CharField(max_length=HANDLE, blank=True)
    coalition = models.CharField(max_length=ID, blank=True)


class RoomFounder(models.Model):
    """A seat in the room, by its personal link; `entered` once somebody took it.

    `signature` (hex) is the stamp's, over the frozen payload. `copy` is the public key
    of this founder's copy, if it keeps one, which signs as well: `copy_signature`.
    """

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="founders")
    token = models.CharField(max_length=TOKEN, unique=True)
    handle = models.CharField(max_length=HANDLE, blank=True)
    name = models.CharField(max_length=SHORT, blank=True)
    invited_by = models.CharField(max_length=HANDLE, blank=True)
    entered = models.DateTimeField(null=True)
    seal = models.CharField(max_length=ID, blank=True)
    signature = models.CharField(max_length=128, blank=True)
    copy = models.CharField(max_length=ID, blank=True)
    copy_signature = models.CharField(max_length=128, blank=True)
    signed = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["room", "handle"],
                condition=~models.Q(handle=""),
                name="room_founder_handle",
            )
        ]

    @property
    def has_signed(self) -> bool:
        """With its stamp, and with its copy's key if it named one."""
        return bool(self.signature and (self.copy_signature or not self.copy))

    @property
    def link(self) -> str:
        """The personal link."""
        return f"{settings.ORIGIN}/found/{self.token}/"


class RoomDeclaration(models.Model):
    """The declaration and the coalition's name in one language; `version` counts
    the saved changes.
    """

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=LANGUAGE)
    name = models.CharField(max_length=SHORT, blank=True)
    title = models.CharField(max_length=SHORT, blank=True)
    text = models.TextField(max_length=LONG, blank=True)
    version = models.PositiveIntegerField(default=0)
    changed = models.DateTimeField(null=True)
    changed_by = models.CharField(max_length=HANDLE, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["room", "language"], name="room_declaration_language"
            )
        ]


class RoomComment(models.Model):
    """What a founder says about the texts."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="comments")
    handle = models.CharField(max_length=HANDLE)
    text = models.TextField(max_length=LONG)
    time = models.DateTimeField()


class Application(models.Model):
    """What came from outside: who asks to join, pledges support, or writes to us.

    `wants`: organisation (asks to be a member); time, goods, transport, name; tip,
    press, other. State of an organisation: new, sponsored, declined; of all else: new,
    taken, answered, done. `sealed` is what was written, encrypted to the members in
    `readers` (handles with commas; none: this server can read it). `token` is in the
    sender's secret link; `confirmed`: by the link in a mail, or at once where none was
    sent.
    """

    token = models.CharField(max_length=TOKEN, unique=True)
    wants = models.CharField(max_length=16, db_index=True)
    state = models.CharField(max_length=16, default="new", db_index=True)
    language = models.CharField(max_length=LANGUAGE, blank=True)
    sealed = models.BinaryField()
    readers = models.TextField(blank=True)
    created = models.DateTimeField()
    confirmed = models.DateTimeField(null=True)
    moved = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=HANDLE, blank=True)
    person = models.CharField(max_length=ID, blank=True)

    @cached_property
    def words(self) -> dict[str, str]:
        """What was written, as far as this server can read it."""
        return {} if self.readers else sealing.opened(bytes(self.sealed))

    @property
    def base64(self) -> str:
        """What is sealed, as a page carries it."""
        return to_base64(bytes(self.sealed))


class RosterDraft(models.Model):
    """An admission under way; `token` is the newcomer's private link.

    `payload` is the prepared roster and `contents` its contents as base64; `act` is
    its id. Nothing is in the log before the sponsor's stamp is on it.
    """

    application = models.OneToOneField(
        Application, on_delete=models.SET_NULL, null=True, related_name="draft"
    )
    token = models.CharField(max_length=TOKEN, unique=True)
    sponsor = models.CharField(max_length=HANDLE)
    name = models.CharField(max_length=SHORT, blank=True)
    handle = models.CharField(max_length=HANDLE, blank=True)
    seal = models.CharField(max_length=ID, blank=True)
    note = models.TextField(max_length=LONG, blank=True)
    payload = models.BinaryField(null=True)
    contents = models.JSONField(default=dict)
    act = models.CharField(max_length=ID, blank=True)
    created = models.DateTimeField()

    @property
    def link(self) -> str:
        """The newcomer's private link."""
        return f"{settings.ORIGIN}/newcomer/{self.token}/"
