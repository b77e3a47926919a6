"""Pages of a real board and what its database holds, where they lie beside the project."""

import json
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from feedforum.engines.base import Address, PageKind
from feedforum.engines.wbb2 import Wbb2
from feedforum.records import Document
from tests.saved_pages import PAGES, needs

SINGLE = PAGES / "burning-board-2.3.1"
SITE = PAGES / "burning-board-2.3.1-site"
BASE = "http://127.0.0.1:8231/"

needs_pages = needs(PAGES)


@lru_cache(maxsize=4)
def page_list(folder: Path) -> list[dict[str, Any]]:
    """The entries of a folder's `pages.json`; none where the folder is missing."""
    path = folder / "pages.json"
    if not path.is_file():
        return []
    entries = json.loads(path.read_text(encoding="utf-8"))
    if isinstance(entries, dict):
        entries = [{"url": url, **entry} for url, entry in entries.items()]
    return list(entries)


@lru_cache(maxsize=1)
def truth() -> dict[str, Any]:
    """What the board's database holds."""
    return dict(json.loads((SINGLE / "truth.json").read_text(encoding="utf-8")))


def document(folder: Path, file: str) -> Document:
    """A page as the fetcher would hand it on."""
    entry = next(entry for entry in page_list(folder) if entry["file"] == file)
    made_at = parsedate_to_datetime(entry["fetched"]).astimezone(UTC)
    text = (folder / file).read_bytes().decode("windows-1252", errors="replace")
    return Document(urljoin(BASE, entry["url"]), text, made_at)


def files(folder: Path, kind: PageKind) -> list[str]:
    """The files of a folder that hold a page of a kind, errors included."""
    found = []
    for entry in page_list(folder):
        address: Address | None = Wbb2().address(urljoin(BASE, entry["url"]))
        if address is not None and address.kind is kind and entry["file"] != "std-gzip-index.html":
            found.append(entry["file"])
    return found


def moment(text: str) -> datetime:
    """A time of the truth, without its seconds, which pages do not show."""
    return datetime.fromisoformat(text).astimezone(UTC).replace(second=0, microsecond=0)
