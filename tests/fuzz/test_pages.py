"""A damaged page is read or refused; nothing it holds makes reading fail, or grow beyond bounds."""

from collections import Counter
from collections.abc import Callable
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from feedforum.content import Site
from feedforum.dates import Calendar
from feedforum.engines import detect
from feedforum.engines.base import PageKind
from feedforum.engines.wbb2 import Wbb2
from feedforum.fetch.charset import decode
from feedforum.poll.post_content import texts_of
from feedforum.records import Answer, BoardPage, Document, IndexPage, Reading, ThreadPage
from feedforum.text.characters import clean
from tests.fuzz.damage import Damage, damages
from tests.fuzz.forums import BASE, FORUMS, PATHS, Original, page
from tests.thorough import times

AnyReading = Reading[IndexPage] | Reading[BoardPage] | Reading[ThreadPage]
CALENDAR = Calendar(ZoneInfo("Europe/Berlin"), "auto")
DAMAGED = times(8000, 2000)
PAGES = [page(forum, path) for forum in FORUMS for path in PATHS]
ENGINE = Wbb2()
READERS: dict[PageKind, Callable[[Document, Calendar], AnyReading]] = {
    PageKind.INDEX: ENGINE.read_index,
    PageKind.BOARD: ENGINE.read_board,
    PageKind.THREAD: ENGINE.read_thread,
    PageKind.PRINT: ENGINE.print_view.read,
}
ODD_ONES = 64
"""One in so many pages is read as a page of every other kind too."""
WRITTEN = 3
"""How many times its own size what is kept of a post may have, and a little for what is added."""


def read_all(body: bytes, content_type: str, url: str) -> set[Answer]:
    """All that is done with a page; gives what came of it."""
    document = Document(url, decode(body, content_type), FORUMS[0].now)
    detect(document)
    ENGINE.version(document)
    address = ENGINE.address(url)
    assert address
    kinds = [address.kind]
    if len(body) % ODD_ONES == 0:
        ENGINE.accepted(document)
        kinds = list(READERS)
    return {checked(READERS[kind](document, CALENDAR), document) for kind in kinds}


def checked(reading: AnyReading, document: Document) -> Answer:
    assert (reading.page is not None) == (reading.answer in (Answer.OK, Answer.EMPTY))
    assert reading.page is not None or reading.detail
    if isinstance(reading.page, ThreadPage):
        check_thread(reading.page, document.url, len(document.text))
    return reading.answer


def check_thread(read: ThreadPage, url: str, size: int) -> None:
    assert read.page >= 1
    assert read.pages >= 1
    assert all(post.id is None or (isinstance(post.id, int) and 0 <= post.id < 10**18) for post in read.posts)
    for text in texts_of(read, url, Site(BASE, ENGINE.traits("").bbcode)):
        assert text.content == clean(text.content)
        assert len(text.content) < WRITTEN * size + 2000


SEEN: Counter[str] = Counter()


@settings(
    max_examples=DAMAGED,
    derandomize=True,
    database=None,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)
@given(original=st.sampled_from(PAGES), damage=damages())
def damaged(original: Original, damage: Damage) -> None:
    SEEN["pages"] += 1
    SEEN.update(map(str, read_all(damage(original.body), original.content_type, original.url)))


def test_any_damaged_page() -> None:
    SEEN.clear()
    damaged()
    assert SEEN["pages"] >= DAMAGED
    assert {Answer.OK, Answer.BROKEN, Answer.NOT_UNDERSTOOD} <= set(SEEN)
