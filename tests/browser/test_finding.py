"""From the address of a forum to its boards' feeds, in a browser alone."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from feedforum.clock import SystemClock
from tests import demo
from tests.browser.conftest import Open
from tests.browser.test_status import check
from tests.browser.test_ways import feed_at
from tests.browser.visits import LOOKS, Watch, log_in
from tests.cli.test_running import started
from tests.sample_forum import serve
from tests.sample_forum.demo import demo_forum

CONFIG = """\
[server]  # of mine
listen = "127.0.0.1:0"
owner_password_file = "owner.txt"
[polling]
request_delay = "0s"
"""
SCRIPTLESS = next(look for look in LOOKS if not look.scripts)


def preview(page: Page, forum_url: str) -> Locator:
    """From the front page to a preview of a board; gives the board's box."""
    page.goto("/")
    page.get_by_role("link", name="Add a forum").click()
    log_in(page, "find")
    page.get_by_role("textbox", name="Address of the forum").fill(f"{forum_url}thread.php?threadid=4")
    page.get_by_role("button", name="Find", exact=True).click()
    expect(page.locator("#found")).to_have_text("Werkstatt & Garten")
    board = page.get_by_role("checkbox", name="Holz & Metall")
    board.check()
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("article h3").filter(has_text="Tischsäge rüttelt").first).to_be_visible()
    expect(board).to_be_checked()
    return board


def test_a_forum_is_found_previewed_saved_and_read(
    window: Open, watch: Watch, picture: Callable[[str, bytes], None], tmp_path: Path
) -> None:
    """Without a script, but for what looks whether everybody can read the page: that is one itself."""
    (tmp_path / "owner.txt").write_text(demo.OWNER_PASSWORD, encoding="utf-8")
    config = tmp_path / "config.toml"
    config.write_text(CONFIG, encoding="utf-8")
    with (
        serve(demo_forum(SystemClock().now())) as forum,
        started("run", "--config", str(config)) as process,
    ):
        examined = window(at=process.site)
        preview(examined, forum.url)
        check(examined, "find-preview", picture)
        page = window(SCRIPTLESS, at=process.site)
        preview(page, forum.url)
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("status")).to_contain_text("127-0-0-1 has been added")
        assert config.read_text(encoding="utf-8").startswith(CONFIG)
        assert "new posts" in process.reads_until("new posts")
        page.get_by_role("link", name="Go to its feeds").click()
        page.get_by_role("link", name="Holz & Metall", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Holz & Metall")
        titles = feed_at(f"{process.site}/feeds/127-0-0-1/boards/3/posts.atom")
        assert "Re: [Frage] Tischsäge rüttelt" in titles
    assert watch.complaints == []
    assert watch.strangers == []
