"""The entries of published feeds, as tests look at them."""

import json
from datetime import datetime
from typing import Any

from bs4 import BeautifulSoup

from tests.feeds.published import Publication


def items(press: Publication, place: str = "posts") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(press.get(place, "json"))["items"]
    return found


def number(item: dict[str, Any]) -> int:
    return int(item["id"].rpartition("/")[2])


def by_number(press: Publication) -> dict[int, dict[str, Any]]:
    return {number(item): item for item in items(press)}


def published_at(item: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(item["date_published"])


def content(press: Publication, post: int) -> BeautifulSoup:
    return BeautifulSoup(by_number(press)[post]["content_html"], "html.parser")
