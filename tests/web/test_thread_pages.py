"""A thread to read whole."""

from dataclasses import replace
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from feedforum.web.page_routes import POSTS_ON_A_PAGE
from tests.feeds.samples import FIRST
from tests.web.sites import app, read_repository

PATH = "/forums/sat/threads/7"
COUNT = 2 * POSTS_ON_A_PAGE + 1


@pytest.fixture
def client() -> FlaskClient:
    library = read_repository()
    posts = [
        replace(
            FIRST,
            key=str(1000 + number),
            id=1000 + number,
            number=1000 + number,
            posted_at=FIRST.posted_at + timedelta(minutes=number // 3),
            dropped=number == 3,
        )
        for number in range(COUNT)
    ]
    library.posts = posts[::-1]
    return app(library=library).test_client()


def shown(client: FlaskClient, query: str = "") -> list[int]:
    page = BeautifulSoup(client.get(f"{PATH}{query}").text, "html.parser")
    return [int(str(article["id"]).removeprefix("post-")) for article in page.find_all("article")]


def test_its_pages_hold_each_post_once_the_first_one_first(client: FlaskClient) -> None:
    pages = [shown(client, query) for query in ("", "?page=2", "?page=3")]
    assert [len(page) for page in pages] == [POSTS_ON_A_PAGE, POSTS_ON_A_PAGE, 1]
    assert [post for page in pages for post in page] == list(range(1000, 1000 + COUNT))


def test_a_post_is_found_on_its_page(client: FlaskClient) -> None:
    for number in (1000, 1049, 1050, 1100):
        assert number in shown(client, f"?post={number}")


def test_pages_lead_to_each_other(client: FlaskClient) -> None:
    def leads(query: str) -> dict[str, str]:
        page = BeautifulSoup(client.get(f"{PATH}{query}").text, "html.parser")
        pager = page.select(".pager")
        assert len(pager) == 2
        assert len({nav["aria-label"] for nav in pager}) == 2
        links: list[Tag] = list(pager[0].find_all("a"))
        return {link.text: str(link["href"]).rpartition("/")[2] for link in links}

    assert leads("") == {"Next": "7?page=2", "Last": "7?page=3"}
    assert leads("?page=2&format=rss") == {
        "First": "7?format=rss",
        "Previous": "7?page=1&format=rss",
        "Next": "7?page=3&format=rss",
        "Last": "7?page=3&format=rss",
    }
    assert leads("?page=3") == {"First": "7", "Previous": "7?page=2"}


def test_a_short_thread_has_no_pages() -> None:
    assert "pager" not in app().test_client().get(PATH).text


@pytest.mark.parametrize(
    "query", ["?page=0", "?page=4", "?page=-1", "?page=\u0662", "?page=x", "?page=" + "9" * 500]
)
def test_what_is_no_page_of_it_is_not_found(client: FlaskClient, query: str) -> None:
    assert client.get(f"{PATH}{query}").status_code == 404


@pytest.mark.parametrize("post", ["999", "500", "%00", "x" * 500])
def test_nor_is_a_post_that_is_not_in_it(client: FlaskClient, post: str) -> None:
    assert client.get(f"{PATH}?post={post}").status_code == 404


def test_what_is_found_leads_to_its_place_in_the_thread() -> None:
    page = BeautifulSoup(app().test_client().get("/search?q=genau").text, "html.parser")
    (link,) = page.select("article h3 a")
    assert link["href"] == "./forums/sat/threads/7?post=101#post-101"
    assert 'id="post-101"' in app().test_client().get(f"{PATH}?post=101").text
