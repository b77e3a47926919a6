"""A damaged page is read or refused; nothing it holds makes reading fail, or grow beyond bounds."""

from collections import Counter
from collections.abc import Callable
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from feedforum.content import ForumSite
from feedforum.dates import Calendar
from feedforum.engines import ENGINES, detect
from feedforum.engines.base import PageKind
from feedforum.engines.kit.engine import Engine
from feedforum.fetch.charset import decode
from feedforum.poll.post_content import texts_of
from feedforum.records import Answer, BoardPage, Document, IndexPage, Reading, ThreadPage
from feedforum.text.characters import clean
from tests.fake_clock import A_MOMENT
from tests.fuzz.damage import Damage, damages
from tests.fuzz.forums import BASE, Original, opened_once, pages_of
from tests.sample_forum import Skin
from tests.skins import each_engine, share

AnyReading = Reading[IndexPage] | Reading[BoardPage] | Reading[ThreadPage]
CALENDAR = Calendar(ZoneInfo("Europe/Berlin"), "auto")
ODD_ONES = 64
"""One in so many pages is read as a page of every other kind too."""
WRITTEN = 3
"""How many times its own size what is kept of a post may have, and a little for what is added."""


def readers(engine: Engine) -> dict[PageKind, Callable[[Document, Calendar], AnyReading]]:
    """What reads each kind of page."""
    found: dict[PageKind, Callable[[Document, Calendar], AnyReading]] = {
        PageKind.INDEX: engine.read_index,
        PageKind.BOARD: engine.read_board,
        PageKind.THREAD: engine.read_thread,
    }
    return found | ({PageKind.PRINT: engine.print_view.read} if engine.print_view else {})


def read_all(engine: Engine, body: bytes, content_type: str, url: str) -> set[Answer]:
    """All that is done with a page; gives what came of it."""
    document = Document(url, decode(body, content_type), A_MOMENT)
    detect(document)
    engine.version(engine.open(document))
    address = engine.address(url)
    assert address
    by_kind = readers(engine)
    kinds = [address.kind]
    if len(body) % ODD_ONES == 0:
        engine.accepted(document)
        kinds = list(by_kind)
    return {checked(engine, by_kind[kind](document, CALENDAR), document) for kind in kinds}


def checked(engine: Engine, reading: AnyReading, document: Document) -> Answer:
    assert (reading.page is not None) == (reading.answer in (Answer.OK, Answer.EMPTY))
    assert reading.page is not None or reading.detail
    if isinstance(reading.page, ThreadPage):
        check_thread(engine, reading.page, document.url, len(document.text))
    return reading.answer


def check_thread(engine: Engine, read: ThreadPage, url: str, size: int) -> None:
    assert read.page >= 1
    assert read.pages >= 1
    assert all(post.id is None or (isinstance(post.id, int) and 0 <= post.id < 10**18) for post in read.posts)
    for text in texts_of(read, url, ForumSite(BASE, engine.traits("").markup)):
        assert text.content == clean(text.content)
        assert len(text.content) < WRITTEN * size + 2000


@each_engine
def test_any_damaged_page(skin: Skin) -> None:
    seen: Counter[str] = Counter()
    engine, number = ENGINES[skin.engine], max(80, share(skin, 8000, 150))

    @settings(
        max_examples=number,
        derandomize=True,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(original=st.sampled_from(pages_of(skin)), damage=damages())
    def damaged(original: Original, damage: Damage) -> None:
        seen["pages"] += 1
        body = damage(original.body)
        seen.update(map(str, read_all(engine, body, original.content_type, original.url)))

    with opened_once(engine):
        damaged()
    assert seen["pages"] >= number
    assert {Answer.OK, Answer.BROKEN, Answer.NOT_UNDERSTOOD} <= set(seen)
