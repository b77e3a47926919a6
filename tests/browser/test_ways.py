"""What people do with the pages."""

import base64
from collections.abc import Callable
from urllib.parse import quote, urlsplit

import feedparser
import pytest
import requests
from playwright.sync_api import Page, expect

from feedforum.translations import LANGUAGES, text
from tests.browser.conftest import Open
from tests.browser.visits import FEEDS, LOOKS, Look, Watch

SCRIPTLESS = [look for look in LOOKS if not look.scripts][:1]


def feed_at(address: str) -> list[str]:
    """The titles that a feed has at an address."""
    answer = requests.get(address, timeout=10)
    assert answer.status_code == 200
    parsed = feedparser.parse(answer.content)
    assert not parsed.bozo
    return [entry.title for entry in parsed.entries]


def to_the_board(page: Page) -> None:
    page.goto("/")
    page.get_by_role("heading", level=3).get_by_role("link", name="Werkstatt & Garten").click()
    page.get_by_role("link", name="Holz & Metall", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Holz & Metall")
    page.locator("summary").click()


@pytest.mark.parametrize("clipboard", [True, False], ids=["clipboard", "selection"])
def test_a_boards_feed_is_copied_and_answers(window: Open, watch: Watch, *, clipboard: bool) -> None:
    """Also where a browser gives a script no clipboard, as it does without HTTPS."""
    page = window()
    if not clipboard:
        page.add_init_script(
            "window.read = () => navigator.clipboard.readText();"
            "navigator.clipboard.writeText = () => Promise.reject(new Error('not here'));"
        )
    to_the_board(page)
    page.get_by_role("button", name="Copy – New posts – Holz & Metall").click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert urlsplit(copied).path == "/feeds/workshop/boards/3/posts.atom"
    assert "Re: [Frage] Tischsäge rüttelt" in feed_at(copied)
    assert watch.complaints == []


def test_a_board_is_subscribed_to_from_its_forums_page(window: Open) -> None:
    page = window()
    page.goto("/forums/workshop")
    page.locator("tr", has_text="Garten").locator("summary").click()
    link = page.get_by_role("link", name="Subscribe – New threads – Garten", exact=True)
    expect(link).to_be_visible()
    address = link.get_attribute("href")
    assert address is not None
    assert "Hochbeet gebaut" in feed_at(address.removeprefix("feed:"))


def test_the_reader_is_chosen_once_and_copying_moves_no_button(window: Open, watch: Watch) -> None:
    page = window()
    page.goto("/forums/workshop/boards/3")
    page.locator("summary").first.click()
    link = page.get_by_role("link", name="Subscribe – New posts", exact=False).first
    page.get_by_label("Your reader").select_option("Feedly")
    address = quote(page.locator(".address").first.inner_text(), safe="")
    expect(link).to_have_attribute("href", f"https://feedly.com/i/subscription/feed/{address}")
    page.get_by_label("Your reader").select_option("FreshRSS")
    page.get_by_label("Its address").fill("https://rss.example.org/")
    page.get_by_label("Its address").blur()
    page.reload()
    page.locator("summary").first.click()
    expect(link).to_have_attribute("href", f"https://rss.example.org/i/?c=feed&a=add&url_rss={address}")
    before = link.bounding_box()
    page.get_by_role("button", name="Copy").first.click()
    expect(page.locator(".copied").first).not_to_be_empty()
    assert link.bounding_box() == before
    assert watch.complaints == []


@pytest.mark.parametrize("look", SCRIPTLESS, ids=str)
def test_a_format_is_chosen_for_good_without_a_script(window: Open, look: Look) -> None:
    page = window(look)
    page.goto("/")
    page.get_by_role("link", name="RSS", exact=True).click()
    page.get_by_role("heading", level=3).get_by_role("link", name="Werkstatt & Garten").click()
    page.get_by_role("link", name="Holz & Metall", exact=True).click()
    page.locator("summary").click()
    address = page.locator(".feed", has_text="New threads").locator(".address").inner_text()
    assert address.endswith("/feeds/workshop/boards/3/threads.rss")
    assert "[Frage] Tischsäge rüttelt" in feed_at(address)


@pytest.mark.parametrize("look", SCRIPTLESS, ids=str)
def test_a_word_is_looked_for_and_its_thread_read(window: Open, look: Look) -> None:
    page = window(look, language="de")
    page.goto("/forums/workshop")
    page.get_by_role("link", name="Suche").click()
    page.get_by_role("searchbox").fill("flackert regnet")
    page.get_by_role("button", name="Suchen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Suche nach flackert regnet – Werkstatt & Garten"
    )
    page.get_by_role("link", name="Lampe flackert").click()
    assert page.url.partition("#")[2].startswith("post-")
    expect(page.locator("article:target")).to_contain_text("wenn es regnet")
    expect(page.locator("article")).to_have_count(2)
    expect(page.locator(".post").first).to_have_attribute("lang", "de")
    expect(page.locator("pre")).to_contain_text("flackern(&lampe);")


def test_the_first_post_of_a_thread_is_on_the_first_screen_of_a_phone(window: Open) -> None:
    page = window(LOOKS[0], language="de")
    page.goto("/forums/workshop/threads/4")
    expect(page.locator("article").first).to_be_in_viewport(ratio=1)


def test_the_keyboard_is_enough(window: Open) -> None:
    page = window()
    page.goto("/forums/workshop/boards/3")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    names = []
    for step in range(8):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.textContent.trim()"))
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid", names[-1]
        if not step:
            page.keyboard.press("Enter")
    words = [name.partition(" ")[0] for name in names]
    assert words == ["Feeds", "Atom", "RSS", "JSON", "An", "Copy", "Subscribe", "Open"]


@pytest.mark.parametrize("name", FEEDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_feed_can_be_read_in_a_browser(
    name: str, language: str, window: Open, watch: Watch, picture: Callable[[str, bytes], None]
) -> None:
    page = window(LOOKS[0] if name == "atom" else LOOKS[-2], language)
    answer = page.goto(FEEDS[name])
    assert answer is not None
    assert answer.header_value("content-type") == "application/xml; charset=utf-8"
    head, entry = ("feed", "entry") if name == "atom" else ("channel", "item")
    words = page.evaluate(f"getComputedStyle(document.querySelector('{head}'), '::before').content")
    assert words == f'"{text(language, "feed_opened")}"'
    expect(page.locator(f"{head} > title")).to_be_visible()
    for part in ("title", "summary" if name == "atom" else "description"):
        expect(page.locator(f"{entry} > {part}").first).to_be_visible()
    for part in ("id", "guid", "content", "link"):
        expect(page.locator(f"{entry} > {part}:visible")).to_have_count(0)
    assert watch.complaints == []
    assert watch.strangers == []
    # Playwright's own screenshots wait for what only HTML has.
    session = page.context.new_cdp_session(page)
    picture(f"feed-{name}-{language}", base64.b64decode(session.send("Page.captureScreenshot")["data"]))
