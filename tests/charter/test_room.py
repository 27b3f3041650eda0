"""The founding room: from a link to a founded coalition."""

import json
import re

import pytest
from django.conf import settings
from django.test import Client

from accord.charter import room_progress, rooms
from accord.charter.models import Member, Room, RoomFounder
from accord.core.acts import actfile
from accord.core.acts.act import parse_act
from accord.core.acts.encoding import from_base64
from accord.core.acts.envelope import sign
from accord.ledger import hubkey
from accord.ledger.coalition import current
from tests.charter.founding import WORDS, Founding, card, stamped, upload
from tests.coalition import FOUNDERS, public, seed
from tests.hub import Hub

# Coming in


def test_the_first_link_has_no_language(unfounded: Hub, client: Client) -> None:
    token = rooms.create("hub.example")
    assert rooms.link(token) == f"{settings.ORIGIN}/found/{token}/"
    answer = client.get(f"/found/{token}/", follow=True)
    assert "Found a coalition" in answer.content.decode()
    assert hubkey.find(Room.objects.get().hub_key) is not None


def test_an_unknown_link(unfounded: Hub, client: Client) -> None:
    assert client.get("/en/found/nothing/").status_code == 404


def test_coming_in(unfounded: Hub, client: Client) -> None:
    url = f"/en/found/{rooms.create('hub.example')}/"
    assert client.post(f"{url}freeze")["Location"] == url
    answer = client.post(f"{url}enter", {"handle": "alfa", "name": "Alfa"}, follow=True)
    assert "You are here for Alfa" in answer.content.decode()


@pytest.mark.parametrize("handle", ["A", "Alfa", "al fa", "e5", "1a", "", "a" * 33])
def test_handles_that_cannot_be(unfounded: Hub, client: Client, handle: str) -> None:
    url = f"/en/found/{rooms.create('hub.example')}/enter"
    answer = client.post(url, {"handle": handle, "name": "Kept words"})
    assert answer.status_code == 400
    assert "Kept words" in answer.content.decode()
    assert not RoomFounder.objects.exclude(handle="").exists()


def test_a_handle_is_given_once(founding: Founding) -> None:
    status, page = founding.post("charlie", "enter", handle="bravo", name="")
    assert status == 400
    assert "Another founder has the handle bravo." in page
    assert founding.seat("charlie").handle == "charlie"
    assert "Another founder" in founding.post("alfa", "founders", handle="bravo")[1]


def test_an_invited_founder_gets_a_personal_link(founding: Founding) -> None:
    founding.post("alfa", "founders", handle="delta", name="Delta")
    seat = RoomFounder.objects.get(handle="delta")
    assert seat.link in founding.page("bravo")
    page = founding.client.get(f"/en/found/{seat.token}/").content.decode()
    assert "alfa asks you to found a coalition" in page
    founding.client.post(f"/en/found/{seat.token}/enter", {"handle": "delta-2"})
    assert seat.link not in founding.page("bravo")
    assert "delta-2" in founding.page("bravo")


def test_seats_can_be_taken_away_before_a_stamp(founding: Founding) -> None:
    founding.hand_in("charlie")
    for_bravo = f"founders/{founding.seat('bravo').id}/remove"
    for_charlie = f"founders/{founding.seat('charlie').id}/remove"
    status, page = founding.post("alfa", for_charlie)
    assert (status, "charlie has handed in its stamp." in page) == (409, True)
    assert founding.post("alfa", for_bravo)[0] == 200
    assert "You have left the founding" in founding.post("charlie", for_charlie)[1]
    assert [one.handle for one in founding.room.founders.all()] == ["alfa"]


def test_a_seat_of_another_room_cannot_be_taken_away(founding: Founding) -> None:
    other = RoomFounder.objects.get(token=rooms.create("other.example"))
    assert founding.post("alfa", f"founders/{other.id}/remove")[0] == 404


def test_no_two_fields_have_the_same_id(founding: Founding) -> None:
    pages = [founding.page("alfa")]
    founding.freeze()
    pages.append(founding.page("alfa"))
    for name in FOUNDERS:
        founding.sign(name)
    pages.append(founding.page("alfa"))
    for page in pages:
        ids = re.findall(r'\sid="([^"]+)"', page)
        assert len(ids) == len(set(ids))


# The words


def test_words_side_by_side(founding: Founding) -> None:
    founding.write()
    page = founding.page("bravo")
    for name, title, _text in WORDS.values():
        assert name in page
        assert title in page
    assert page.index("We help.") < page.index("Ajutăm.") < page.index("On both banks.")


def test_two_people_write_the_same_text(founding: Founding) -> None:
    theirs = {"name": "B", "title": "", "text": "Theirs.", "version": 0}
    assert founding.post("bravo", "texts/en", **theirs)[0] == 200
    mine = {"name": "A", "title": "", "text": "Mine.", "version": 0}
    status, page = founding.post("alfa", "texts/en", **mine)
    assert status == 409
    assert "bravo saved this text" in page
    assert "Theirs." in page
    assert "Mine.</textarea>" in page
    assert founding.room.texts.get(language="en").text == "Theirs."
    assert founding.post("alfa", "texts/en", **mine | {"version": 1})[0] == 200
    assert founding.room.texts.get(language="en").text == "Mine."


def test_an_unchanged_save_is_no_new_version(founding: Founding) -> None:
    founding.write("en")
    founding.write("en")
    assert founding.room.texts.get(language="en").version == 1


def test_text_is_kept_in_one_form(founding: Founding) -> None:
    sent = {"name": " A ", "title": "", "text": "e\u0301\r\n\r\nend  ", "version": 0}
    founding.post("alfa", "texts/en", **sent)
    row = founding.room.texts.get(language="en")
    assert (row.name, row.text) == ("A", "\u00e9\n\nend")


def test_languages_come_and_go(founding: Founding) -> None:
    founding.post("alfa", "languages", language="bg")
    assert founding.room.texts.filter(language="bg").exists()
    assert founding.post("alfa", "languages", language="bg")[0] == 400
    assert founding.post("alfa", "languages", language="../x")[0] == 400
    for language in ("en", "uk", "ro"):
        founding.post("alfa", f"texts/{language}/drop")
    status, page = founding.post("alfa", "texts/bg/drop")
    assert (status, "at least one language" in page) == (409, True)
    assert founding.client.get(founding.url("alfa", "texts/en")).status_code == 404


def test_comments(founding: Founding) -> None:
    founding.post("charlie", "comments", text="<b>Why</b> not?")
    assert "&lt;b&gt;Why&lt;/b&gt; not?" in founding.page("alfa")
    assert founding.post("charlie", "comments", text=" ")[0] == 400


def test_rules_in_plain_words(founding: Founding) -> None:
    assert "two thirds of the members: 2 of 3" in founding.page("alfa")
    chosen = dict(founding.room.rules) | {"speak": "1/1", "withdraw": "1/3"}
    founding.post("alfa", "rules", **chosen)
    page = founding.page("bravo")
    assert "all members: 3 of 3" in page
    assert "a third of the members: 2 of 3" in page
    assert founding.post("alfa", "rules", **chosen | {"speak": "0/1"})[0] == 400


# Stamp cards


def test_a_stamp_card_by_file_or_as_text(founding: Founding) -> None:
    founding.post("alfa", "card", file=card("alfa"))
    founding.post("bravo", "card", pasted=card("bravo").read().decode())
    assert founding.seat("alfa").seal == public("alfa")
    assert founding.seat("bravo").seal == public("bravo")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"hello", "This is not a stamp card."),
        (b'{"v":"accord/act-file@1"}', "This is not a stamp card."),
        (
            b'{"key":"00","purpose":"seal","seed":"00","v":"accord/key@1"}',
            "the secret key file. It was not kept here.",
        ),
        (
            b'{"key":"' + b"0" * 64 + b'","purpose":"seal","v":"accord/stamp@1"}',
            "not a sound Ed25519 key",
        ),
        (b"x" * 5000, "too large"),
        (b"", "is empty"),
    ],
)
def test_cards_that_are_none(founding: Founding, data: bytes, sentence: str) -> None:
    status, page = founding.post("alfa", "card", file=upload(data))
    assert status == 400
    assert sentence in page
    assert founding.seat("alfa").seal == ""


def test_a_card_is_one_founders(founding: Founding) -> None:
    founding.hand_in("alfa")
    status, page = founding.post("bravo", "card", file=card("alfa"))
    assert (status, "by another founder already" in page) == (400, True)
    assert founding.post("bravo", "card", file=card("hub"))[0] == 400


# Closing the texts


def test_what_is_missing_is_said(founding: Founding) -> None:
    founding.write("en", "uk")
    founding.hand_in("alfa", "bravo")
    said = room_progress.missing(founding.room)
    assert len(said) == 2
    assert said[0].startswith("Română: still to be written: the name")
    assert said[1] == "charlie has not handed in a stamp card."
    status, page = founding.post("alfa", "freeze")
    assert (status, "cannot be closed yet" in page) == (409, True)


def test_one_alone_founds_nothing(founding: Founding) -> None:
    founding.write()
    founding.hand_in()
    for name in ("bravo", "charlie"):
        rooms_left = f"founders/{founding.seat(name).id}/remove"
        founding.post(name, rooms_left)
    assert "at least two founders" in founding.post("alfa", "freeze")[1]


def test_closed_texts_cannot_be_changed(founding: Founding) -> None:
    founding.freeze()
    words = {"name": "A", "title": "T", "text": "Changed.", "version": 1}
    status, page = founding.post("alfa", "texts/en", **words)
    assert status == 409
    assert "The texts are closed." in page
    assert "Changed." in page
    for part, sent in (
        ("card", {"file": card("delta")}),
        ("rules", founding.room.rules),
        ("languages", {"language": "bg"}),
        ("founders", {"handle": "delta"}),
        ("enter", {"handle": "beta"}),
    ):
        status, page = founding.post("bravo", part, **sent)
        assert (status, "The texts are closed." in page) == (409, True), part
    assert founding.seat("bravo").handle == "bravo"


def test_anyone_opens_the_texts_before_the_first_signature(founding: Founding) -> None:
    founding.freeze()
    assert founding.post("charlie", "unfreeze")[0] == 200
    assert founding.room.payload is None
    assert founding.room.texts.get(language="en").text == WORDS["en"][2]


def test_not_after_it_unless_all_is_taken_back(founding: Founding) -> None:
    founding.freeze()
    founding.sign("bravo")
    status, page = founding.post("alfa", "unfreeze")
    assert (status, "Somebody has signed these texts." in page) == (409, True)
    founding.post("bravo", "take-back")
    assert founding.post("alfa", "unfreeze")[0] == 200


def test_a_founding_that_is_too_old_can_be_opened(
    founding: Founding, unfounded: Hub
) -> None:
    founding.freeze()
    founding.sign("bravo")
    unfounded.wait(days=14, seconds=1)
    assert "more than two weeks old" in founding.page("alfa")
    assert founding.post("alfa", "unfreeze")[0] == 200
    assert rooms.signed(founding.room) == []


# Signing


def test_the_founding(founding: Founding) -> None:
    founding.freeze()
    assert founding.sign("charlie")[0] == 200
    assert "2 still needed" in founding.page("alfa")
    founding.sign("alfa")
    assert current() is None
    status, page = founding.sign("bravo")
    assert (status, "The coalition is founded" in page) == (200, True)
    here = current()
    assert here is not None
    assert here.members == FOUNDERS
    assert here.name("uk") == "Обидва береги"
    assert founding.room.coalition == here.id
    assert [one.handle for one in Member.objects.all()] == list(FOUNDERS)
    assert "The coalition is founded" in founding.page("alfa")
    live = founding.client.get(founding.url("alfa", "live")).content.decode()
    assert "The coalition is founded." in live


def test_one_file_may_bring_several_signatures(founding: Founding) -> None:
    founding.freeze()
    file = stamped(founding.file(), *FOUNDERS)
    assert founding.post("alfa", "sign", file=upload(file))[0] == 200
    assert current() is not None


def test_a_file_of_an_earlier_version(founding: Founding) -> None:
    founding.freeze()
    old = founding.file()
    founding.post("alfa", "unfreeze")
    founding.post("alfa", "freeze")
    status, page = founding.sign("alfa", old)
    assert status == 400
    assert "This file is of an earlier version" in page
    assert rooms.signed(founding.room) == []


def foreign(hub: Hub) -> bytes:
    """A signed file about something else."""
    payload = hub.act(
        "charter.profile",
        "alfa",
        {},
        coalition="0" * 64,
        after={"size": 1, "root": "0" * 64},
    )
    return actfile.write(actfile.of(sign(payload, seed("alfa")), {}))


def broken_signature(data: bytes) -> bytes:
    document = json.loads(stamped(data, "alfa"))
    other = json.loads(stamped(data, "bravo"))
    document["envelope"]["signatures"][0]["sig"] = other["envelope"]["signatures"][0][
        "sig"
    ]
    return json.dumps(document, separators=(",", ":"), sort_keys=True).encode()


def changed_text(data: bytes) -> bytes:
    document = json.loads(stamped(data, "alfa"))
    blobs = document["blobs"]
    blobs["declaration.en"], blobs["declaration.uk"] = (
        blobs["declaration.uk"],
        blobs["declaration.en"],
    )
    return json.dumps(document, separators=(",", ":"), sort_keys=True).encode()


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda data: b"", "is empty"),
        (lambda data: b"hello", "This is not the file of a decision."),
        (lambda data: b"\xff\xfe\x00", "This is not the file of a decision."),
        (lambda data: card("alfa").read(), "This is a stamp card."),
        (
            lambda data: b'{"v":"accord/key@1","sealed":"00"}',
            "the secret key file. It was not kept here.",
        ),
        (lambda data: data, "Nobody has signed this file."),
        (lambda data: stamped(data, "delta"), "not one of the founders"),
        (lambda data: stamped(data, "alfa", "delta"), "not one of the founders"),
        (broken_signature, "does not fit these words"),
        (changed_text, "is not the one that was signed"),
        (lambda data: stamped(data, "alfa")[:-9], "This is not the file"),
        (lambda data: b"[" * 100_000, "This is not the file of a decision."),
        (lambda data: b"x" * (4 * 1024 * 1024 + 1), "too large"),
    ],
    ids=range(13),
)
def test_files_that_are_not_taken(
    founding: Founding, make: object, sentence: str
) -> None:
    founding.freeze()
    data = make(founding.file())  # type: ignore[operator]
    status, page = founding.post("alfa", "sign", file=upload(data))
    assert status == 400
    assert sentence in page
    assert rooms.signed(founding.room) == []
    assert founding.sign("alfa")[0] == 200


def test_a_file_about_something_else(founding: Founding, unfounded: Hub) -> None:
    founding.freeze()
    file = upload(foreign(unfounded))
    assert "about another decision" in founding.post("alfa", "sign", file=file)[1]


def test_nothing_to_sign_before_the_texts_are_closed(founding: Founding) -> None:
    assert founding.client.get(founding.url("alfa", "file")).status_code == 404
    founding.freeze()
    file = stamped(founding.file(), "alfa")
    founding.post("alfa", "unfreeze")
    status, page = founding.post("alfa", "sign", file=upload(file))
    assert (status, "The texts are not closed yet" in page) == (409, True)


def test_signing_twice_does_no_harm(founding: Founding) -> None:
    founding.freeze()
    founding.sign("alfa")
    first = founding.seat("alfa").signed
    assert founding.sign("alfa")[0] == 200
    assert founding.seat("alfa").signed == first


def test_when_recording_fails_nothing_is_lost(
    founding: Founding, monkeypatch: pytest.MonkeyPatch
) -> None:
    founding.freeze()
    founding.sign("alfa")
    founding.sign("bravo")
    with monkeypatch.context() as broken:
        broken.setattr(hubkey, "sign", lambda public, payload: None)
        status, page = founding.sign("charlie")
    assert status == 409
    assert "does not hold the key" in page
    assert "All have signed" in founding.page("alfa")
    assert founding.post("alfa", "complete")[0] == 200
    assert current() is not None


def test_two_rooms_but_one_coalition(founding: Founding) -> None:
    founding.freeze()
    for name in FOUNDERS:
        founding.sign(name)
    token = rooms.create("other.example")
    first = RoomFounder.objects.get(token=token)
    rooms.enter(first, "echo", "")
    second = rooms.invite(first, "foxtrot", "")
    rooms.enter(second, "foxtrot", "")
    for seat, name in ((first, "echo"), (second, "foxtrot")):
        rooms.hand_in(seat, public(name))
    other = Founding(founding.client, {"alfa": token, "echo": token})
    for language in ("uk", "ro"):
        rooms.drop_language(first, language)
    rooms.save_text(first, "en", 0, name="Other", title="Other", text="Other.")
    rooms.freeze(RoomFounder.objects.get(token=token))
    file = stamped(other.file(), "echo", "foxtrot")
    page = founding.client.post(
        f"/en/found/{token}/sign", {"file": upload(file)}
    ).content.decode()
    assert "This log already belongs to a coalition." in page


# Afterwards


def test_a_founder_invites_its_first_person(founding: Founding) -> None:
    founding.freeze()
    sent = {
        "person": "+",
        "name": "K1",
        "roles": ["people", "voice"],
        "days": 365,
        "key": public("k1 invite"),
    }
    url = founding.url("charlie", "invite")
    assert founding.client.post(url, sent).status_code == 404
    for name in FOUNDERS:
        founding.sign(name)
    answer = founding.client.post(url, sent)
    act = parse_act(from_base64(answer.json()["payload"]))
    assert (act.by, act.body.roles) == ("charlie", ("people", "voice"))
    assert founding.client.post(url, sent | {"roles": []}).status_code == 400


def test_after_the_founding_nothing_changes(founding: Founding) -> None:
    founding.freeze()
    for name in FOUNDERS:
        founding.sign(name)
    for part in ("unfreeze", "take-back", "freeze", "texts/en/drop"):
        assert founding.post("alfa", part)[0] == 409
    assert founding.seat("alfa").signature
