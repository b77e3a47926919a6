"""`python -m bench.learning [SITE…]`: what is learned of captured forums with all engines switched off.

The sites lie beside the project (`tests/saved_pages.py`), with what is true of them.
"""

import importlib.util
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any
from zoneinfo import ZoneInfo

from feedforum.dates import Calendar
from feedforum.engines.base import PageAt
from feedforum.engines.profile import ProfileEngine
from feedforum.fetch.charset import decode
from feedforum.learning.learner import Learned, learn
from feedforum.records import Document, Id, Post
from tests.saved_pages import PAGES

BASE = "http://forum.example/"
_MOST_PAGES = 60
_ZONES = {"fluxbb-1.5-site": "Etc/GMT-1"}
_REPLAY = PAGES.parent / "tools" / "replay.py"


@dataclass(frozen=True, slots=True)
class Score:
    """What was found of a site's posts, each as a share of those that are true; `requests` to learn it."""

    posts: int
    once: float
    author: float
    moment: float
    text: float
    extra: float
    requests: int
    seconds: float


class CapturedSite:
    """A captured forum, asked for its pages without a network."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.tool = _replay_tool()
        self._folder = PAGES / name
        self._found = self.tool.answers(self._folder)
        self.asked: list[str] = []

    def get(self, url: str) -> Document | None:
        """A page at its address; None if that was not captured."""
        self.asked.append(url)
        path = url[len(BASE) - 1 :].partition("#")[0]
        # Burning Board was captured with the number of the page, which its own links leave out.
        first = path + ("&" if "?" in path else "?") + "page=1"
        entry = self.tool.find(self._found, path) or self.tool.find(self._found, first)
        if entry is None or not entry.get("file"):
            return None
        text = decode((self._folder / entry["file"]).read_bytes(), entry.get("content_type") or "")
        return Document(url, text, self.tool.moment(entry))

    def true_posts(self) -> list[dict[str, Any]]:
        """What guests can read, by the forum's database."""
        posts: list[dict[str, Any]] = self.tool.posts(self._folder)
        return posts


def _replay_tool() -> Any:
    spec = importlib.util.spec_from_file_location("replay", _REPLAY)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(_REPLAY)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def sites() -> list[str]:
    """The names of the captured sites that lie beside the project."""
    return [folder.name for folder in sorted(PAGES.glob("*-site"))]


def learned_of(site: CapturedSite) -> Learned:
    """The profile that is learned from a site."""
    front = site.get(BASE)
    if front is None:
        raise FileNotFoundError(site.name)
    return learn(front, site.get, calendar_of(site.name))


def calendar_of(name: str) -> Calendar:
    """The calendar of a site's dates."""
    return Calendar(ZoneInfo(_ZONES.get(name, "Europe/Berlin")))


def score_of(name: str) -> Score:
    """Learn a site, read all of its threads by that, and compare."""
    site, start = CapturedSite(name), perf_counter()
    profile = learned_of(site).profile
    seconds, requests = perf_counter() - start, len(site.asked)
    engine, calendar = ProfileEngine(profile), calendar_of(name)
    true: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for post in site.true_posts():
        true[post["thread"]].append(post)
    counts: Counter[str] = Counter()
    for thread, expected in true.items():
        read, whole = _read(engine, site, thread, calendar, profile.posts_per_page)
        shown = sorted(expected, key=lambda post: post["time"])[: None if whole else len(read)]
        pairs, extra = _paired(shown, read)
        counts["true"] += len(shown)
        counts["extra"] += extra
        counts["once"] += len(pairs)
        for post, found in pairs:
            moment = found.posted_at.isoformat()[:16] if found.posted_at else ""
            counts["author"] += " ".join(post["author"].split()) == found.author.name
            counts["moment"] += moment == post["time"][:16]
            counts["text"] += says_the_same(post["text"] or "", found.message_html)
    shares = {
        key: counts[key] / max(counts["true"], 1) for key in ("once", "author", "moment", "text", "extra")
    }
    return Score(counts["true"], **shares, requests=requests, seconds=seconds)


def _read(
    engine: ProfileEngine, site: CapturedSite, thread: Id, calendar: Calendar, size: int | None
) -> tuple[list[Post], bool]:
    """The posts of a thread, and whether all of its pages were captured."""
    posts: list[Post] = []
    page, pages = 1, 1
    while page <= min(pages, _MOST_PAGES):
        document = site.get(engine.thread_url(BASE, thread, PageAt(page, size)))
        if document is None:
            return posts, False
        reading = engine.read_thread(document, calendar)
        if reading.page is None:
            break
        posts += reading.page.posts
        page, pages = page + 1, max(pages, reading.page.pages)
    return posts, True


def _paired(
    expected: Sequence[dict[str, Any]], found: Sequence[Post]
) -> tuple[list[tuple[dict[str, Any], Post]], int]:
    """Each true post with the one found for it, by its id where both have one, else by its place."""
    if all(post["id"] for post in expected) and any(post.id is not None for post in found):
        times = Counter(str(post.id) for post in found)
        by_id = {str(post.id): post for post in found}
        pairs = [(post, by_id[post["id"]]) for post in expected if times[post["id"]] == 1]
        return pairs, len(found) - len(pairs)
    ordered = sorted(found, key=lambda post: str(post.posted_at))
    return list(zip(expected, ordered, strict=False)), max(0, len(found) - len(expected))


def says_the_same(source: str, markup: str) -> bool:
    """Whether markup has the words of a BBCode source, a fifth of them at most missing, and few others."""
    true, found = spoken(source), spoken(markup)
    missing, more = (true - found).total(), (found - true).total()
    return missing <= true.total() // 5 and more <= 3 + true.total() // 3


def spoken(text: str) -> Counter[str]:
    """The words that a BBCode source or HTML says, without its tags, addresses and smilies' names."""
    text = re.sub(r"\[/?(?:\w+|\*)(?:=[^\]]*)?\]|<[^>]*>", " ", text)
    text = re.sub(r"https?://\S+|&#?\w+;|:\w+:", " ", text)
    return Counter(re.findall(r"[^\W\d_]{4,}", text.lower()))


def main(names: Sequence[str]) -> Iterator[str]:
    """A line for each site."""
    yield f"{'site':28} posts  once  author moment text  extra  requests seconds"
    for name in names or sites():
        score = score_of(name)
        shares = (score.once, score.author, score.moment, score.text, score.extra)
        yield (
            f"{name:28} {score.posts:5} "
            + " ".join(f"{share:6.1%}" for share in shares)
            + (f" {score.requests:5} {score.seconds:7.1f}")
        )


if __name__ == "__main__":
    for each in main(sys.argv[1:]):
        print(each, flush=True)
