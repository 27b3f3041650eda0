"""A founding room with three founders, for its tests."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accord.charter import rooms
from accord.charter.models import Room, RoomFounder
from accord.core.acts import actfile
from accord.core.acts.envelope import Envelope, sign
from accord.core.acts.handed_in import read_act_file
from accord.core.acts.keyfile import write_card
from tests.coalition import FOUNDERS, public, seed

WORDS = {
    "en": ("Both Banks", "Declaration", "We help.\n\nOn both banks."),
    "uk": ("Обидва береги", "Декларація", "Ми допомагаємо.\n\nНа обох берегах."),
    "ro": ("Ambele maluri", "Declarație", "Ajutăm.\n\nPe ambele maluri."),
}


@dataclass
class Founding:
    """A room; each founder has the handle, the stamp and the token of its name."""

    client: Client
    tokens: dict[str, str]

    @property
    def room(self) -> Room:
        """The room as it is now."""
        return Room.objects.get()

    def seat(self, name: str) -> RoomFounder:
        """A founder as it is now."""
        return RoomFounder.objects.select_related("room").get(token=self.tokens[name])

    def url(self, name: str, part: str = "") -> str:
        """An address below a founder's link."""
        return f"/en/found/{self.tokens[name]}/{part}"

    def page(self, name: str) -> str:
        """The room as a founder sees it."""
        return self.client.get(self.url(name)).content.decode()

    def post(self, who: str, part: str, /, **sent: object) -> tuple[int, str]:
        """Sends a form; the status and the page that it ends on."""
        answer = self.client.post(self.url(who, part), sent, follow=True)
        return answer.status_code, answer.content.decode()

    def write(self, *languages: str) -> None:
        """Writes the words in some languages, or in all."""
        for language in languages or WORDS:
            name, title, text = WORDS[language]
            row = self.room.texts.get(language=language)
            seat = self.seat("alfa")
            rooms.save_text(
                seat, language, row.version, name=name, title=title, text=text
            )

    def hand_in(self, *names: str) -> None:
        """Stamp cards of some founders, or of all."""
        for name in names or FOUNDERS:
            rooms.hand_in(self.seat(name), public(name))

    def freeze(self) -> None:
        """Writes everything and closes the texts."""
        self.write()
        self.hand_in()
        rooms.freeze(self.seat("alfa"))

    def file(self) -> bytes:
        """The founding as a file."""
        return bytes(self.client.get(self.url("alfa", "file")).content)

    def sign(self, name: str, data: bytes | None = None) -> tuple[int, str]:
        """A founder signs the file with its stamp and hands it in."""
        signed = stamped(data or self.file(), name)
        return self.post(name, "sign", file=upload(signed))


def stamped(data: bytes, *names: str) -> bytes:
    """The act file with the signatures of these stamps."""
    file = read_act_file(data)
    payload = file.envelope.payload
    signatures = sign(payload, *(seed(name) for name in names)).signatures
    return actfile.write(actfile.of(Envelope(payload, signatures), file.blobs))


def upload(data: bytes, name: str = "x.act.json") -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, data, "application/json")


def card(name: str) -> SimpleUploadedFile:
    """The stamp card of a key."""
    return upload(write_card(public(name)), "card.json")


def open_room(client: Client) -> Iterator[Founding]:
    """A room that alfa opened, and bravo and charlie came into."""
    tokens = {"alfa": rooms.create("hub.example")}
    first = RoomFounder.objects.get(token=tokens["alfa"])
    rooms.enter(first, "alfa", "Alfa")
    for name in FOUNDERS[1:]:
        seat = rooms.invite(first, name, "")
        rooms.enter(seat, name, "")
        tokens[name] = seat.token
    yield Founding(client, tokens)
