"""What each engine asks of a forum, as the table in docs/engines.md says it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from feedforum.config.fetch_options import FetchOptions
from feedforum.fetch import ForumClient, HostRateLimiter
from feedforum.poll import Poll
from feedforum.store import Store
from tests.fake_clock import FakeClock
from tests.poll.test_replayed_sites import SITES, Site, replay_tool, served
from tests.poll.world import settings_for, world
from tests.sample_forum import SampleForum, Skin
from tests.saved_pages import PAGES, needs
from tests.skins import SKINS
from tests.thorough import THOROUGH

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "engines.md"
NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
FIRST_SKINS = {skin.engine: skin for skin in reversed(SKINS)}
BACKFILL = 30


def documented() -> dict[str, list[str]]:
    """The cells of each engine's row behind its name."""
    lines = [line for line in DOCUMENT.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {row[0].strip("`"): row[1:] for row in rows}


def forum_of(skin: Skin) -> SampleForum:
    """Six boards with three threads each, one of which is long."""
    forum = SampleForum("Werkbank", NOON - timedelta(days=20), skin=skin)
    category = forum.add_category("Alles")
    for number in range(6):
        board = forum.add_board(f"Brett {number}", category, posts_per_page=20, threads_per_page=25)
        for topic in range(3):
            thread = forum.new_thread(board, "Anna", f"Faden {topic}", "Erster!")
            for _ in range(65 if number == topic == 2 else 2):
                forum.advance(7 * MINUTE)
                forum.reply(thread, "Bert", "Noch einer.")
    forum.now = NOON
    return forum


def test_every_engine_has_its_row() -> None:
    assert set(documented()) == set(FIRST_SKINS)


@pytest.mark.parametrize("engine", FIRST_SKINS)
def test_a_first_poll_an_unchanged_one_and_a_reply_cost_what_the_table_says(engine: str) -> None:
    forum = forum_of(FIRST_SKINS[engine])
    with world(forum, None, backfill=BACKFILL) as it:
        costs = [it.cost()]
        forum.advance(15 * MINUTE)
        costs.append(it.cost())
        forum.advance(15 * MINUTE)
        forum.reply(9, "Cleo", "Neu!")
        costs.append(it.cost())
        assert it.posts()[0].excerpt == "Neu!"
    assert documented()[engine][1:4] == [str(cost) for cost in costs]
    assert costs[1] == 1
    assert costs[2] <= 3


# A site takes seconds: those that differ most, and all of them in `make thorough`.
COUNTED = [site for site in SITES if THOROUGH or site.engine in ("wbb2", "phpbb3", "yabb")]


@needs(PAGES / "phpbb-2.0-site")
@pytest.mark.parametrize("site", COUNTED, ids=lambda site: site.name)
def test_a_first_poll_of_a_real_forum_costs_what_the_table_says(site: Site, tmp_path: Path) -> None:
    tool = replay_tool()
    clock = FakeClock(max(tool.moment(each) for each in tool.entries(PAGES / site.name)))
    store = Store.at(f"sqlite:///{tmp_path}/store.db")
    options = FetchOptions("feedforum-test", request_delay=0, robots_txt=False)
    with (
        served(site) as url,
        ForumClient(options, clock, HostRateLimiter(clock, Random(0)), store.robots_txt) as client,
    ):
        settings = settings_for(
            url, None, engine=site.engine, timezone=site.zone, backfill=BACKFILL, pages_per_poll=1000
        )
        first, unchanged = (Poll(settings, store, client, clock).run() for _ in range(2))
    assert (first.answer, unchanged.requests) == ("ok", 1)
    names = [each.strip() for each in documented()[site.engine][4].split(",")]
    assert f"{first.requests} ({site.name.removesuffix('-site')})" in names
    assert first.requests > 1
    store.close()
