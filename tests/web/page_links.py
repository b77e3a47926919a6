"""The pages of the sample library, and where their links lead."""

from bs4 import BeautifulSoup


def addresses(page: BeautifulSoup) -> list[str]:
    """The addresses of feeds that can be copied from a page."""
    return [field.text for field in page.select(".feed .address")]


PAGES = ["/", "/forums/sat", "/forums/sat/boards/26", "/forums/sat/threads/7", "/forums/new"]
