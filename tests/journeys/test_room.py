"""The statement room: two write at once, Word is pasted, three sign a picture."""

import re
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import Page, expect

from tests.cli.conftest import accord
from tests.journeys.conftest import PHONE, Become, Crowd, Site
from tests.journeys.signing import confirm, sign
from tests.journeys.writing import begin, editor, paste, ready, save, text, write

WORD = (Path(__file__).parent / "word.html").read_text()
PASTED = """## Water on the quay

The point is open **every day** from 07:00. *Nobody* may ask for money. See [the list](\
https://both-banks.example/list).

- Bring your own bottles
- of five litres
- Come in the morning

1. First the families
2. Then all others

**Day** · Hours

Sunday · 07:00–12:00

[1]"""


def test_a_paste_from_word_becomes_what_can_be_signed(
    crowd: Crowd, demo_site: Site, become: Become
) -> None:
    page = crowd.person()
    become(page, demo_site, "Andrii")
    begin(page, demo_site)
    editor(page, "en").click()
    paste(page, "en", "the same as words", WORD)
    assert text(page, "en") == PASTED
    page.keyboard.press("Control+z")
    assert text(page, "en") == ""
    page.keyboard.press("Control+y")
    assert text(page, "en") == PASTED
    save(page)
    assert text(page, "en").replace("\r\n", "\n") == PASTED


HOSTILE = """<img src=x onerror="document.title='hit'"><svg onload="x()"></svg>
<script>document.title='hit'</script><style>*{display:none}</style>
<a href="javascript:document.title='hit'">one</a> <b onclick="x()">two</b>
<iframe src="/en/"></iframe><form action="/x"><input value="z"></form>
<p style="mso-list:l0 level1"><span style="mso-list:Ignore">1.</span>three</p>
<math><mtext><img src=x onerror="document.title='hit'"></mtext></math>"""


def test_hostile_and_endless_pastes(
    crowd: Crowd, demo_site: Site, become: Become
) -> None:
    page = crowd.person()
    become(page, demo_site, "Andrii")
    begin(page, demo_site)
    editor(page, "en").click()
    paste(page, "en", "", HOSTILE)
    assert text(page, "en") == "one **two**\n\n1. three"
    assert page.title() != "hit"
    inside = editor(page, "en").evaluate("e => e.innerHTML")
    assert not re.search(
        r"onerror|onclick|javascript:|<(script|svg|iframe|style)", inside
    )
    paste(page, "en", "word " * 2_000_000)
    expect(page.locator("#editor-said")).to_contain_text("nothing of it was pasted")
    assert text(page, "en") == "one **two**\n\n1. three"


def test_the_keyboard_alone(crowd: Crowd, demo_site: Site, become: Become) -> None:
    page = crowd.person()
    become(page, demo_site, "Andrii")
    begin(page, demo_site)
    editor(page, "en").click()
    page.keyboard.type("Water is ")
    page.keyboard.press("Control+b")
    page.keyboard.type("free")
    page.keyboard.press("Control+b")
    page.keyboard.type(" for all")
    for keys in ("Control+Shift+8", "Alt+F10"):
        page.keyboard.press(keys)
    expect(page.locator("#editor-bar [data-do=paragraph]")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#editor-bar [data-do=heading]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(editor(page, "en")).to_be_focused()
    assert text(page, "en") == "- Water is **free** for all"
    expect(page.locator("#editor-bar [data-do=bullets]")).to_have_attribute(
        "aria-pressed", "true"
    )
    editor(page, "en").locator("li").dblclick(position={"x": 12, "y": 12})
    page.evaluate("new Promise(requestAnimationFrame)")  # the selection is told of
    page.keyboard.press("Control+k")
    page.locator("#editor-address").fill("javascript:alert(1)")
    page.keyboard.press("Enter")
    expect(page.locator("#editor-address-no")).to_be_visible()
    page.locator("#editor-address").fill("both-banks.example/water")
    page.keyboard.press("Enter")
    wanted = "- [Water](https://both-banks.example/water) is **free** for all"
    assert text(page, "en") == wanted
    page.locator("#editor-bar [data-do=marks]").click()
    expect(page.locator("[name=text_en]")).to_be_visible()
    expect(page.locator("[name=text_en]")).to_have_value(wanted)


def test_two_write_at_once_and_nothing_is_lost(
    crowd: Crowd, demo_site: Site, become: Become
) -> None:
    first, second = crowd.person(), crowd.person()
    become(first, demo_site, "Andrii")
    become(second, demo_site, "K1")
    address = begin(first, demo_site)
    write(first, "en", "Water", "One.")
    editor(first, "en").click()
    first.keyboard.press("Control+End")
    for more in ("Two.", "Three."):
        first.keyboard.press("Enter")
        first.keyboard.type(more)
    save(first)

    second.goto(address)
    ready(second)
    expect(second.get_by_text("has this draft open, too.")).to_be_visible()
    different_paragraphs(first, second)
    same_paragraph(first, second, address)


def different_paragraphs(first: Page, second: Page) -> None:
    """Both are in, and nobody is asked."""
    editor(first, "en").locator("p").first.click()
    first.keyboard.press("End")
    first.keyboard.type(" By Andrii.")
    editor(second, "en").locator("p").last.click()
    second.keyboard.press("End")
    second.keyboard.type(" By K1.")
    save(first)
    save(second)
    expect(second.get_by_text("both are in")).to_be_visible()
    both = "One. By Andrii.\n\nTwo.\n\nThree. By K1."
    assert text(second, "en").replace("\r\n", "\n") == both


def same_paragraph(first: Page, second: Page, address: str) -> None:
    """In the same paragraph: both are kept, and the second one chooses."""
    first.goto(address)
    ready(first)
    for page, words in ((first, " At noon."), (second, " At night.")):
        editor(page, "en").locator("p").nth(1).click()
        page.keyboard.press("End")
        page.keyboard.type(words)
    save(first)
    save(second)
    clash = second.locator(".clash")
    expect(clash).to_contain_text("Two. At noon.")
    expect(clash).to_contain_text("Two. At night.")
    clash.get_by_label("Both, one after the other").check()
    with second.expect_navigation():
        clash.get_by_role("button", name="Save it so").click()
    ready(second)
    chosen = "One. By Andrii.\n\nTwo. At noon.\n\nTwo. At night.\n\nThree. By K1."
    assert text(second, "en").replace("\r\n", "\n") == chosen
    expect(second.locator(".versions")).to_contain_text("kept aside")

    # An unchanged save makes no version.
    before = second.locator(".versions li").count()
    save(second)
    expect(second.get_by_text("Nothing had changed")).to_be_visible()
    assert second.locator(".versions li").count() == before


def test_what_was_typed_is_there_again(
    crowd: Crowd, demo_site: Site, become: Become
) -> None:
    page = crowd.person()
    become(page, demo_site, "Andrii")
    address = begin(page, demo_site)
    write(page, "en", "Water", "Only here so far.")
    # The browser dies: another page of it finds the words again.
    other = page.context.new_page()
    page.close()
    other.goto(address)
    ready(other)
    expect(other.locator("#editor-restored")).to_be_visible()
    expect(editor(other, "en")).to_have_text("Only here so far.")

    # The host does not answer: the page stays, and says so.
    other.route("**/here*", lambda route: route.abort())
    other.get_by_role("button", name="Save the draft").click()
    expect(other.locator("#editor-said")).to_contain_text("the host does not answer")
    expect(editor(other, "en")).to_have_text("Only here so far.")
    other.unroute("**/here*")
    save(other)
    expect(other.get_by_text("Saved.", exact=True)).to_be_visible()
    other.goto(address)
    ready(other)
    expect(other.locator("#editor-restored")).to_be_hidden()
    expect(editor(other, "en")).to_have_text("Only here so far.")

    other.locator("[name=title_en]").fill("Something else")
    other.reload()
    ready(other)
    other.get_by_role("button", name="Discard it").click()
    expect(other.locator("[name=title_en]")).to_have_value("Water")


def drawing(path: Path) -> Path:
    """A school on a quay, drawn by ourselves, with a place hidden in the file."""
    image = Image.new("RGB", (900, 600), "#cfe3ea")
    pen = ImageDraw.Draw(image)
    pen.rectangle((150, 260, 750, 560), fill="#a8674f")
    pen.polygon([(120, 260), (450, 90), (780, 260)], fill="#5d4a3f")
    hidden = Image.Exif()
    hidden[0x8825] = {1: "N", 2: (45.0, 10.0, 30.0), 3: "E", 4: (28.0, 48.0, 0.0)}
    hidden[0x010E] = "Hidden words"
    image.save(path, "JPEG", exif=hidden)
    return path


WORDS = {
    "en": ("The school on the quay is open", "Come in.", "The school on the quay"),
    "ro": ("Școala de pe faleză este deschisă", "Intrați.", "Școala de pe faleză"),
    "uk": ("Школу на набережній відчинено", "Заходьте.", "Школа на набережній"),
}


def put_picture(page: Page, path: Path) -> None:
    editor(page, "en").click()
    page.locator("[data-do=picture]").click()
    page.locator("#editor-file").set_input_files(path)
    expect(page.locator("#editor-picture img")).to_be_visible()
    page.get_by_role("button", name="Put it into the text").click()
    expect(page.locator("#editor-picture .error")).to_contain_text("Say what")
    for language, (_title, _text, shown) in WORDS.items():
        page.locator(f"[name=alt_{language}]").fill(shown)
        page.locator(f"[name=caption_{language}]").fill(f"{shown}.")
    page.get_by_role("button", name="Put it into the text").click()


def propose(page: Page) -> str:
    """Proposes the draft that is open, sees the picture, signs; returns where it is."""
    page.get_by_role("link", name="Propose for signing").click()
    expect(page.locator(".reading img").first).to_be_visible()
    page.get_by_role("button", name="Propose it, and sign first").click()
    dialog = page.locator("dialog.signing")
    expect(dialog.locator("canvas[role=img]")).to_have_attribute(
        "aria-label", WORDS["en"][2]
    )
    assert dialog.locator("canvas").evaluate("one => one.width") == 900
    confirm(page)
    return page.url


def test_a_picture_is_signed_by_three_and_everybody_sees_it(
    crowd: Crowd, demo_site: Site, become: Become, tmp_path: Path
) -> None:
    site = demo_site
    first, second, third = crowd.person(), crowd.person(PHONE), crowd.person()
    become(first, site, "Andrii")
    become(second, site, "K1")
    become(third, site, "Ilinca")
    begin(first, site)
    for language, (title, words, _shown) in WORDS.items():
        write(first, language, title, words)
    put_picture(first, drawing(tmp_path / "school.jpg"))
    save(first)
    first.get_by_text("Change languages, address, time, topics").click()
    first.locator("[name=urgent]").check()
    with first.expect_navigation():
        first.get_by_role("button", name="Keep these").click()

    proposed = propose(first)
    second.goto(proposed)
    expect(second.locator(".reading img").first).to_be_visible()

    # Any change is a new proposal, which shows what changed since the one before.
    first.get_by_role("button", name="Change the words").click()
    ready(first)
    editor(first, "en").locator("p").first.click()
    first.keyboard.press("End")
    first.keyboard.type(" Bring bottles.")
    save(first)
    anew = propose(first)
    assert anew != proposed

    signed_by_others(second, third, anew)
    coalition = first.locator("body").get_attribute("data-coalition") or ""
    seen_by_everybody(crowd.person(PHONE), site, coalition, tmp_path)
    a_language_is_added_with_the_picture(first, anew)


def a_language_is_added_with_the_picture(page: Page, act: str) -> None:
    """The picture is chosen from those that were signed, and said anew."""
    page.goto(act)
    page.get_by_role("link", name="Add a language").click()
    ready(page)
    page.get_by_label("Title").fill("Школа на набережной открыта")
    page.get_by_role("textbox", name="Text", exact=True).fill("Заходите.")
    page.locator("[data-do=picture]").click()
    chosen = page.get_by_role("radio", name=WORDS["en"][2])
    expect(chosen).to_be_checked()  # There is one picture alone.
    page.get_by_label("What it shows").fill("Школа на набережной")
    page.get_by_label("Caption").fill("Рисунок.")
    page.get_by_role("button", name="Put it into the text").click()
    text = page.locator("[name=text]").input_value()
    assert text == 'Заходите.\n\n![Школа на набережной](picture:1 "Рисунок.")'

    # A click on it and Enter: what it shows is changed, the picture stays.
    page.locator(".ProseMirror figure img").dblclick()
    page.get_by_label("Caption").fill("Рисунок с набережной.")
    page.get_by_role("button", name="Put it into the text").click()
    assert '"Рисунок с набережной."' in page.locator("[name=text]").input_value()
    page.get_by_role("button", name="Propose it, and sign first").click()
    expect(page.locator("dialog.signing")).to_contain_text("Рисунок с набережной.")
    confirm(page)
    expect(page.locator("figcaption").first).to_have_text("Рисунок с набережной.")


def signed_by_others(second: Page, third: Page, anew: str) -> None:
    """Each sees what changed since what it saw last, and the picture."""
    second.goto(anew)
    expect(second.locator("ins").first).to_contain_text("Bring bottles.")
    second.get_by_role("button", name=re.compile("^Read and sign")).click()
    shown = second.locator("dialog.signing")
    expect(shown.locator("ins").first).to_contain_text("Bring bottles.")
    expect(shown.locator("canvas[role=img]")).to_be_visible()
    confirm(second)
    third.goto(anew)
    sign(third)
    expect(third.locator(".still")).to_have_text("Agreed")


def seen_by_everybody(reader: Page, site: Site, coalition: str, tmp_path: Path) -> None:
    """The public page, the picture without what the camera hid, and the proof."""
    reader.goto(site.at("/uk/"))
    reader.get_by_role("link", name=WORDS["uk"][0]).first.click()
    image = reader.locator("article#uk img")
    expect(image).to_have_attribute("alt", WORDS["uk"][2])
    data = reader.request.get(site.at(image.get_attribute("src") or "")).body()
    assert data.startswith(b"\xff\xd8\xff")
    assert b"Exif" not in data
    assert b"Hidden words" not in data
    with reader.expect_download() as waiting:
        reader.locator('a[href$=".bundle.json"]').first.click()
    proof = tmp_path / "proof.bundle.json"
    waiting.value.save_as(proof)
    done = accord("verify", proof, "--trust", coalition)
    assert done.code == 0, done.err
