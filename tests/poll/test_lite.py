"""Burning Board Lite 1: read like version 2.3, though it writes all times with today's daylight saving."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from feedforum.engines import ENGINES, detect
from feedforum.fetch.charset import decode
from feedforum.records import Document
from tests.fuzz.forums import page, small_forum
from tests.poll.world import HOUR, world
from tests.sample_forum import SampleForum, Skin
from tests.sample_forum.skins import LITE1, WBB2

NOON = datetime(2026, 3, 20, 12, 0, tzinfo=UTC)


def board_of(skin: Skin, language: str) -> SampleForum:
    forum = SampleForum("Werkbank", NOON, skin=skin, language=language)
    forum.register("Anna", signature="Gruß, [i]Anna[/i]")
    category = forum.add_category("Alles")
    for title in ("Räder", "Lampen"):
        board = forum.add_board(title, category, posts_per_page=5, threads_per_page=5)
        for topic in ("Kette", "Licht"):
            thread = forum.new_thread(board, "Anna", topic, "Was [b]tun[/b]? :)")
            second = forum.reply(thread, "Bert", "[quote]Was tun?[/quote]Nichts.")
            forum.edit(second, "[quote]Was?[/quote]Viel.")
            for _ in range(5):
                forum.advance(7 * timedelta(minutes=1))
                forum.reply(thread, "Anna", "[code]if (a)\n  b;[/code]\nFertig. [url]http://x.example/[/url]")
        forum.close(thread)
    return forum


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_lite_board_says_the_same_as_one_of_2_3(language: str, tmp_path: Path) -> None:
    read = []
    for skin in (WBB2, LITE1):
        place = tmp_path / skin.name
        place.mkdir()
        with world(board_of(skin, language), None, place, engine="auto") as it:
            while it.poll().more:
                pass
            posts = it.posts()
            read.append([(each.id, each.author, each.title, each.posted_at, each.excerpt) for each in posts])
            assert it.cost() == 1
            it.forum.advance(HOUR)
            it.forum.reply(1, "Cleo", "Neu!")
            assert it.cost() == 3
            assert it.posts()[0].excerpt == "Neu!"
            # A night later summer time begins, and all times shift.
            it.forum.todays_daylight = skin is LITE1
            it.forum.advance(timedelta(days=10))
            report = it.poll()
            assert (report.new_posts, report.edits) == (0, 0)
    assert read[0] == read[1]
    assert len(read[0]) == 28


def test_a_lite_board_is_known_as_one() -> None:
    original = page(small_forum(LITE1), "index.php")
    document = Document(original.url, decode(original.body, original.content_type), NOON)
    engine = detect(document)
    assert engine is ENGINES["wbb2"]
    assert engine.version(engine.open(document)) == "Lite 1.0.2"
    assert engine.traits("Lite 1.0.2").clock_shifts
