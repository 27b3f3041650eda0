"""A founding room as its founders use it, each in a browser of its own."""

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.journeys.signing import save
from tests.journeys.stamps import Stamp

# Language: the coalition's name, the declaration's title and text.
WORDS = {
    "en": (
        "Both Banks",
        "Declaration of both banks",
        "The river took houses on both banks.\n\n"
        "We help whoever needs it, and ask others to join us.",
    ),
    "uk": (
        "Обидва береги",
        "Декларація обох берегів",
        "Річка забрала домівки на обох берегах.\n\n"
        "Ми допомагаємо кожному, хто потребує, і кличемо інших до нас.",
    ),
    "ro": (
        "Ambele maluri",
        "Declarația celor două maluri",
        "Fluviul a luat case pe ambele maluri.\n\n"
        "Ajutăm pe oricine are nevoie și îi chemăm și pe alții alături.",
    ),
}


@dataclass
class Founder:
    """A founder: its browser, its stamp, and a directory for its files."""

    handle: str
    name: str
    page: Page
    stamp: Stamp
    directory: Path
    link: str = ""

    def come_in(self, link: str) -> None:
        """Opens its personal link and says who it is."""
        self.link = link
        self.look()
        self.page.get_by_label("Handle").fill(self.handle)
        self.page.get_by_label("Name of your organisation").fill(self.name)
        self.page.get_by_role("button", name="Come in").click()
        here = f"You are here for {self.name or self.handle}"
        expect(self.page.get_by_text(here)).to_be_visible()

    def look(self) -> None:
        """Opens the room anew."""
        self.page.goto(self.link)

    def invite(self, handle: str, name: str) -> str:
        """Asks another founder to come; returns its personal link."""
        self.unfold("Invite a founder")
        form = self.page.locator("form[action$=founders]")
        form.get_by_label("Handle").fill(handle)
        form.get_by_label("Name").fill(name)
        form.get_by_role("button", name="Make a personal link").click()
        seat = self.page.locator("li", has_text=name or handle).last
        return seat.locator(".copy .exact").inner_text()

    def write(self, language: str, text: str = "") -> None:
        """Writes the words in one language, or changes the declaration."""
        self.page.locator(f"a[href$='texts/{language}']").click()
        name, title, declaration = WORDS[language]
        self.page.get_by_label("Name of the coalition").fill(name)
        self.page.get_by_label("Title of the declaration").fill(title)
        self.page.locator("[name=text]").fill(text or declaration)
        self.page.get_by_role("button", name="Save").click()
        expect(self.page.locator("#texts")).to_contain_text(title)

    def say(self, words: str) -> None:
        """Comments."""
        self.page.get_by_label("Your comment").fill(words)
        self.page.get_by_role("button", name="Say it").click()
        expect(self.page.locator(".comment").last).to_contain_text(words)

    def hand_in_card(self) -> None:
        """Makes its stamp away from the server, and hands in the card."""
        self.hand_in(self.stamp.card(), "Hand in the card")
        expect(self._own_seat).to_contain_text("Stamp card is here")

    @property
    def _own_seat(self) -> Locator:
        return self.page.locator("li").filter(
            has=self.page.get_by_text("you", exact=True)
        )

    def close_texts(self) -> None:
        """From now on there is one file to sign."""
        self.page.get_by_role("button", name="Close the texts").click()
        self.sees("3 still needed")

    def sees(self, words: str) -> None:
        """What the board of the room says, which keeps itself fresh."""
        board = self.page.locator("[data-live]")
        expect(board.locator(".still, .notice").first).to_contain_text(words)

    def save_file(self) -> Path:
        """Saves the founding as a file."""
        link = self.page.get_by_role("link", name="Save the founding as a file")
        return save(self.page, link, self.directory)

    def hand_in(self, file: Path, button: str = "Hand in the signed file") -> None:
        """Hands in a file."""
        form = self.page.locator("form").filter(
            has=self.page.get_by_role("button", name=button)
        )
        form.locator("input[type=file]").set_input_files(file)
        form.get_by_role("button", name=button).click()

    def sign(self) -> None:
        """Saves the file, signs it away from the server, and hands it in."""
        self.look()
        self.hand_in(self.stamp.sign(self.save_file()))

    def invite_first(self, person: str) -> str:
        """Invites its first person with the stamp; returns the link."""
        self.look()
        form = self.page.locator("form[data-invite]")
        form.get_by_label("Name").fill(person)
        file = save(self.page, form.locator("[data-invite-file]"), self.directory)
        place = self.page.locator("[data-invites]")
        place.locator("input[type=file]").set_input_files(self.stamp.sign(file))
        return place.locator("code").inner_text()

    def unfold(self, summary: str) -> None:
        details = self.page.locator("details").filter(
            has=self.page.get_by_text(summary, exact=True)
        )
        if details.get_attribute("open") is None:
            details.locator("summary").click()
