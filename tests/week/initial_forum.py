"""The forum that lives through the week: its boards, its people, and what was written before."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from tests.sample_forum import SampleForum, Skin

MONDAY = datetime(2026, 10, 19, 4, 0, tzinfo=UTC)
"""The week begins then; summer time ends on its Sunday, the 25th of October, at 01:00 UTC."""

PEOPLE = ("Anna", "Bert", "Cleo", "Dörte", "Emil", "Frauke", "Gün", "Horst")
READER, PASSWORD = "Leserin", "ge:heim&ä"
WATCHED = 12

_WORDS = [
    "Kette",
    "Ritzel",
    "Speiche",
    "Dynamo",
    "Lampe",
    "Kabel",
    "Stecker",
    "Säge",
    "Hobel",
    "Leim",
    "Schraube",
    "Mutter",
    "Öl",
    "Fett",
    "Lack",
    "Pinsel",
    "Beet",
    "Rose",
    "Hecke",
    "Laub",
    "Kompost",
    "Regen",
    "heute",
    "gestern",
    "morgen",
    "wieder",
    "nie",
    "immer",
    "klemmt",
    "läuft",
    "fehlt",
    "hält",
    "vielleicht",
    "sicher",
    "kaum",
    "gut",
    "schlecht",
    "größer",
    "kleiner",
    "neu",
    "alt",
]


@dataclass(frozen=True)
class ForumFixture:
    """The forum, the boards that are watched, and one that nobody watches."""

    forum: SampleForum
    watched: tuple[int, ...]
    unwatched: int


def initial_forum(chance: Random, skin: Skin) -> ForumFixture:
    """Twelve boards, one of them for members alone, with some posts of a month ago."""
    forum = SampleForum("Werkbank", MONDAY - timedelta(days=40), skin=skin)
    if skin.shifting_version:
        forum.version, forum.todays_daylight = skin.shifting_version, True
    for name in PEOPLE[:-1]:
        forum.register(name)
    forum.register(READER, PASSWORD)
    boards: list[int] = []
    for number in range(WATCHED):
        if number % 4 == 0:
            category = forum.add_category(f"Halle {number // 4 + 1}")
        members = number == WATCHED - 1
        boards.append(
            forum.add_board(f"Brett {number + 1}", category, members_only=members, posts_per_page=40)
        )
    bin_ = forum.add_board("Papierkorb", category)
    for board in (*boards, bin_):
        for _ in range(chance.randint(1, 3)):
            forum.advance(timedelta(minutes=chance.randint(20, 200)))
            thread = forum.new_thread(board, chance.choice(PEOPLE), topic(chance), text(chance))
            for _ in range(chance.randint(0, 6)):
                forum.advance(timedelta(minutes=chance.randint(1, 30)))
                forum.reply(thread, chance.choice(PEOPLE), text(chance))
    forum.now = MONDAY - timedelta(hours=1)
    return ForumFixture(forum, tuple(boards), bin_)


def topic(chance: Random) -> str:
    """A topic that no other thread has."""
    return f"{' '.join(chance.choices(_WORDS, k=3))} {chance.randint(100, 9999)}"


def text(chance: Random) -> str:
    """A post as its author types it."""
    words = chance.choices(_WORDS, k=chance.randint(4, 25))
    if chance.random() < 0.2:
        words[0] = f"[b]{words[0]}[/b]"
    return f"{' '.join(words)} {chance.randint(0, 99_999)}."
