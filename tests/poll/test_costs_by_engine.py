"""What each engine asks of a forum, as the table in docs/engines.md says it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.poll.world import world
from tests.sample_forum import SampleForum, Skin
from tests.skins import SKINS

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
