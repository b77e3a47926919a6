"""The format that a visitor chooses stays chosen from page to page, without a script and without a cookie."""

from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup

from tests.web.page_links import PAGES, addresses
from tests.web.sites import TOKEN, app


def page(path: str) -> BeautifulSoup:
    return BeautifulSoup(app().test_client().get(path).text, "html.parser")


@pytest.mark.parametrize("path", [*PAGES, "/search?q=genau"])
@pytest.mark.parametrize("ext", ["atom", "rss", "json"])
def test_each_page_can_name_its_feeds_in_each_format(path: str, ext: str) -> None:
    links = [urljoin(path, str(link["href"])) for link in page(path).select(".formats a")]
    assert len(links) == 3
    (link,) = [link for link in links if f"format={ext}" in link]
    found = page(link)
    assert addresses(found)
    assert all(f".{ext}" in address for address in addresses(found))
    current = found.select(".formats [aria-current]")
    assert [link["href"] for link in current] == [f"?{link.partition('?')[2]}"]


@pytest.mark.parametrize("path", PAGES)
def test_it_stays_chosen_from_page_to_page(path: str) -> None:
    inner = [
        str(link["href"])
        for link in page(f"{path}?format=rss").find_all("a", href=True)
        if str(link["href"]).startswith(".")
    ]
    assert inner
    assert all("format=rss" in href for href in inner)
    assert not [link for link in page(path).find_all("a", href=True) if "format=" in link["href"][1:7]]


def test_a_search_keeps_it() -> None:
    fields = {str(tag["name"]): tag.get("value") for tag in page("/search?format=json").select("form [name]")}
    assert fields["format"] == "json"
    assert not page("/search").select("[name=format]")


def test_the_list_of_all_feeds_has_them_in_that_format() -> None:
    shown = app().test_client().get("/feeds.opml?format=rss").text
    assert "/feeds/sat/boards/26/posts.rss" in shown
    assert ".atom" not in shown


def test_a_format_that_there_is_not_is_as_if_none_was_asked_for() -> None:
    assert addresses(page("/?format=html")) == addresses(page("/"))


def test_the_other_parameters_stay_but_for_the_token() -> None:
    links = [str(link["href"]) for link in page(f"/search?q=ge+nau&token={TOKEN}").select(".formats a")]
    assert links[1] == "?q=ge+nau&format=rss"
