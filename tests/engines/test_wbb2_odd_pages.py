"""Pages that no forum makes, yet that somebody may send."""

from datetime import UTC, datetime

import pytest

from feedforum.engines.kit.page import MOST_MARKUP, MOST_TAGS, Page
from feedforum.records import Document

URL = "http://forum.example/thread.php?threadid=1"


def page(markup: str) -> Page:
    return Page(Document(URL, f"<html>{markup}</html>", datetime(2026, 3, 10, tzinfo=UTC)))


@pytest.mark.parametrize(
    ("base", "found"),
    [
        ("//[", URL),
        ("http://[::1/", URL),
        ("http://\u2100/", URL),
        ("javascript:alert(1)", URL),
        ("data:text/html,", URL),
        ("", URL),
        (" /forum/ ", "http://forum.example/forum/"),
        ("https://other.example/", "https://other.example/"),
    ],
)
def test_a_base_that_is_no_address_of_the_web_means_nothing(base: str, found: str) -> None:
    assert page(f'<base href="{base}">').base == found


@pytest.mark.parametrize(
    ("markup", "overgrown"),
    [
        ("<b>" * (MOST_TAGS - 2), False),
        ("<b>" * MOST_TAGS, True),
        ("< " * MOST_TAGS * 2, False),
        (f'<b title="{"x" * MOST_MARKUP}">', True),
        ("x" * MOST_MARKUP * 2, False),
    ],
)
def test_a_page_of_far_too_many_tags_is_no_tree(markup: str, overgrown: bool) -> None:
    found = page(markup)
    assert found.overgrown == overgrown
    assert bool(found.tags("html")) != overgrown
