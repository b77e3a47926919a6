"""Small forums of each shape that a software has, and their pages, without a socket."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache
from itertools import product

import pytest

from feedforum.config.fetch_options import FetchOptions
from feedforum.engines.kit.engine import Engine
from feedforum.fetch.transport import Request, Response, Transport
from tests.fuzz.damage import Damage
from tests.poll.world import ForumClock
from tests.sample_forum import WBB2, PageKind, SampleForum, Skin
from tests.sample_forum import Request as SampleRequest
from tests.sample_forum.software import software_of
from tests.thorough import THOROUGH

BASE = "http://127.0.0.1/"
BOARD, THREAD = 2, 1
PLACES = (
    (PageKind.INDEX, 0, 1),
    (PageKind.BOARD, BOARD, 1),
    (PageKind.THREAD, THREAD, 1),
    (PageKind.THREAD, THREAD, 2),
    (PageKind.PRINT, THREAD, 1),
)


@dataclass(frozen=True)
class Original:
    """A page as the forum sends it."""

    url: str
    content_type: str
    body: bytes = field(repr=False)


def small_forum(
    skin: Skin = WBB2, language: str = "de", style: str = "plain", charset: str = ""
) -> SampleForum:
    """Two threads with seven posts of every sort, one of them on a page of its own."""
    forum = SampleForum("Werkbank & Garten", language=language, style=style, skin=skin)
    forum.charset = charset or skin.charset
    board = forum.add_board("Räder", forum.add_category("Alles"), posts_per_page=3, description="<b>Rund</b>")
    forum.register("Anna", signature="Gruß, [b]Anna[/b]")
    votes = ("Wie viele?", {"eins": 1, "zwei": 3})
    thread = forum.new_thread(board, "Anna", "Felgen", "Erster [b]Beitrag[/b]", prefix="Tipp:", survey=votes)
    texts = (
        "[quote]Erster Beitrag[/quote]Nein. [url=http://x.example/?a=1&b=2]Dort[/url]",
        "[code]if (a < b) {}[/code]\n[list][*]eins[*]zwei[/list]",
        "Kurz :)",
        "[img]http://x.example/rad.jpg[/img] Größe 28″",
        "Letzter",
    )
    for number, text in enumerate(texts):
        forum.advance(timedelta(minutes=7))
        files = [("plan.txt", 2048)] if number == 2 else []
        forum.reply(thread, ("Bert", "Anna")[number % 2], text, attachments=files)
    forum.edit(2, texts[0] + " Doch.")
    forum.new_thread(board, "Cleo", "Speichen", "Allein")
    return forum


def forums_of(skin: Skin) -> list[SampleForum]:
    """One for each shape that its software comes in; usually a language has but one charset."""
    charsets = {"de": skin.charset, "en": "utf-8"}
    return [
        small_forum(skin, language, style, charset)
        for language, style, charset in product(charsets, skin.styles, dict.fromkeys(charsets.values()))
        if THOROUGH or charset == charsets[language]
    ]


def pages_of(skin: Skin) -> list[Original]:
    """Every kind of page of each of them."""
    places = [place for place in PLACES if place[0] is not PageKind.PRINT or skin.print_view]
    return [page(forum, software_of(forum).path(*place)) for forum in forums_of(skin) for place in places]


@contextmanager
def opened_once(engine: Engine) -> Iterator[None]:
    """Has an engine parse a document once, however many questions about it follow each other."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "open", lru_cache(maxsize=1)(engine.open))
        yield


class ShortWire(Transport):
    """What a guest asks through, straight to the board's software."""

    def __init__(self, forum: SampleForum) -> None:
        super().__init__(FetchOptions("feedforum-test"), ForumClock(forum))
        self._forum = forum
        self._software = software_of(forum)
        self._damage: Damage | None = None
        self._index = False
        self._damaged = 0

    def bend(self, damage: Damage, *, index: bool) -> None:
        """Damage all pages from now on, the index only if that is said."""
        self._damage, self._index = damage, index

    def behave(self) -> int:
        """Damage nothing any more; gives how many pages were damaged."""
        self._damage = None
        return self._damaged

    def send(self, request: Request, seconds: float, wanted: Callable[[int, str], bool]) -> Response:
        """The answer, at once."""
        asked = SampleRequest("GET", request.url, {}, b"", self._forum.now, 0.0)
        answer = self._software.answer(asked, BASE)
        headers: Mapping[str, str] = {name.lower(): value for name, value in answer.headers}
        body = answer.body
        if self._damage and (self._index or self._software.asked(asked).kind is not PageKind.INDEX):
            body = self._damage(body)
            self._damaged += 1
        return Response(answer.status, headers, body, len(body), self._forum.now)


def page(forum: SampleForum, path: str) -> Original:
    """A page of a forum."""
    reply = ShortWire(forum).send(Request(BASE + path), 1.0, lambda status, kind: True)
    return Original(BASE + path, reply.headers["content-type"], reply.body)
