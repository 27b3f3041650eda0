"""Calendar files read back by a reader of our own, line by line as RFC 5545 has it."""

import re
from datetime import UTC, datetime

from django.test import Client

from tests.actions.conftest import PLAN, Desks
from tests.hub import Hub

Event = dict[str, str]
PUBLIC = PLAN | {
    "visibility": "public",
    "title": "Open day; bring, all\\ of it — Привіт " + "x" * 60,
    "text": "First line.\n\nSecond: line.",
}


def unfolded(data: bytes) -> list[str]:
    """The lines of a file: CRLF, at most 75 bytes, continued ones joined."""
    assert data.endswith(b"\r\n")
    raw = data[:-2].split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line for line in raw)
    found: list[bytes] = []
    for line in raw:
        if line[:1] in (b" ", b"\t"):
            found[-1] += line[1:]
        else:
            found.append(line)
    return [line.decode() for line in found]


def unescaped(value: str) -> str:
    pairs = {"n": "\n", "N": "\n"}
    return re.sub(r"\\(.)", lambda m: pairs.get(m[1], m[1]), value)


def read(data: bytes) -> list[Event]:
    """The events, each a table of names and values."""
    lines = unfolded(data)
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == "END:VCALENDAR"
    events: list[Event] = []
    for line in lines:
        if line == "BEGIN:VEVENT":
            events.append({})
        elif events and ":" in line:
            name, _, value = line.partition(":")
            events[-1].setdefault(name.partition(";")[0], unescaped(value))
    return events


def utc(written: str) -> datetime:
    return datetime.strptime(written, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


def only(client: Client) -> Event:
    (event,) = read(client.get("/calendar.ics").content)
    return event


def test_words_times_and_zones_come_back(desk: Desks) -> None:
    act = desk("alfa").does("/new/prepare", **PUBLIC)
    event = only(Client())
    assert event["UID"] == f"{act}@accord"
    assert event["SUMMARY"] == PUBLIC["title"]
    assert event["DESCRIPTION"] == PUBLIC["text"]
    assert utc(event["DTSTART"]) == datetime(2026, 11, 5, 8, 0, tzinfo=UTC)
    assert utc(event["DTEND"]) == datetime(2026, 11, 5, 12, 0, tzinfo=UTC)
    assert event["STATUS"] == "CONFIRMED"


def test_over_the_change_of_clocks_it_has_its_real_length(desk: Desks) -> None:
    span = {"start": "2027-03-27T22:00", "end": "2027-03-28T07:00"}
    desk("alfa").does("/new/prepare", **PUBLIC | span)
    event = only(Client())
    length = utc(event["DTEND"]) - utc(event["DTSTART"])
    assert length.total_seconds() == 8 * 3600  # nine on the clock, eight in fact


def test_changed_and_cancelled_keep_the_uid(desk: Desks, hub: Hub) -> None:
    alfa = desk("alfa")
    act = alfa.does("/new/prepare", **PUBLIC)
    first = only(Client())
    hub.wait(minutes=5)
    alfa.does(f"/{act}/change", **PUBLIC | {"end": "2026-11-05T16:00"})
    second = only(Client())
    hub.wait(minutes=5)
    alfa.does(f"/{act}/cancel", reason="Rain.")
    third = only(Client())
    assert {one["UID"] for one in (first, second, third)} == {f"{act}@accord"}
    numbers = [int(one["SEQUENCE"]) for one in (first, second, third)]
    assert numbers == [0, 1, 2]
    assert third["STATUS"] == "CANCELLED"
    stamps = [utc(one["DTSTAMP"]) for one in (first, second, third)]
    assert stamps == sorted(set(stamps))


def test_a_title_cannot_add_an_event(desk: Desks) -> None:
    evil = "Party\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:forged"
    desk("alfa").does("/new/prepare", **PUBLIC | {"text": evil, "title": "x"})
    assert len(read(Client().get("/calendar.ics").content)) == 1
