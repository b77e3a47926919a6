"""What an owner sees of a forum that fails, and that is well again."""

from collections.abc import Callable
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.running import running
from tests.browser.visits import LOOKS, Watch, log_in

Picture = Callable[[str, bytes], None]


def check(page: Page, name: str, picture: Picture) -> None:
    """That a page can be read by everybody and need not be moved sideways, in each look."""
    for look in LOOKS:
        page.set_viewport_size({"width": look.width, "height": 800})
        page.emulate_media(color_scheme=look.colours)
        assert page.evaluate("document.documentElement.scrollWidth") <= look.width, str(look)
        if look.examined:
            found = Axe().run(page)
            assert found.violations_count == 0, found.generate_report()
            picture(f"{name}-{look}", page.screenshot(full_page=True))


def test_a_failure_is_told_with_what_to_do_and_so_is_its_end(
    window: Open, watch: Watch, picture: Picture, tmp_path: Path
) -> None:
    with running(tmp_path, closed=True) as program:
        page = window(at=program.address)
        page.goto("/")
        page.get_by_role("link", name="Status").click()
        log_in(page)
        trouble = page.get_by_text("Failing since")
        expect(trouble).to_be_visible()
        expect(page.get_by_role("term").filter(has_text="Last answer")).to_be_visible()
        program.forum.behave()
        check(page, "status-failed", picture)
        page.get_by_role("button", name="Poll now").click()
        expect(page.get_by_role("status")).to_contain_text("workshop")
        program.is_well()
        page.reload()
        expect(trouble).to_have_count(0)
        expect(page.get_by_role("link", name="Holz & Metall")).to_be_visible()
        check(page, "status-recovered", picture)
        page.get_by_role("button", name="Log out").click()
        page.wait_for_url("**/")
        page.goto("/status")
        expect(page.locator("input[type=password]")).to_be_visible()
    assert watch.complaints == []
    assert watch.strangers == []
