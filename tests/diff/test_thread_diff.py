"""What a page of a thread changes, decision by decision."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

import pytest

from feedforum.diff.page_placement import BoardHabits, PageRead
from feedforum.diff.post_matching import fingerprint_of
from feedforum.diff.thread_diff import PageChange, SeenInPoll, read_page
from feedforum.diff.thread_order import PostLocation
from feedforum.records import (
    Author,
    BoardRef,
    Edit,
    Gap,
    PageContext,
    Post,
    PostState,
    PostText,
    ThreadPage,
    ThreadState,
)

NOW = datetime(2026, 3, 4, 12, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
ANNA = Author("Anna", 1)
THREAD = ThreadState(
    1, 2, "Kette", total=3, listed_signature="new", read_signature="old", tail_signature="old"
)


def shown(*ids: int, hours: int = 10, edit: Edit | None = None) -> tuple[Post, ...]:
    return tuple(Post(i, ANNA, "", NOW - timedelta(hours=hours), f"<p>{i}</p>", edit=edit) for i in ids)


def page(*posts: Post, number: int = 1, pages: int = 1, newest_first: bool | None = None) -> ThreadPage:
    path = (BoardRef(2, "Räder"),)
    return ThreadPage(1, "Kette", "", path, number, pages, posts, newest_first=newest_first)


def read(
    shown_page: ThreadPage,
    known: PageContext | None = None,
    thread: ThreadState = THREAD,
    now: datetime = NOW,
    closes: str | None = None,
    words: str = "",
    seen_before: Mapping[str, PostLocation] = MappingProxyType({}),
    ended: bool = False,
) -> PageChange:
    texts = [
        PostText(post.message_html, "", fingerprint_of(f"{post.id}{words}", [])) for post in shown_page.posts
    ]
    return read_page(
        PageRead(thread, shown_page, texts, now, now, BoardHabits(2, False), closes),
        known or PageContext(),
        SeenInPoll(seen_before, ended),
        frozenset({2}),
    )


def states(change: PageChange) -> dict[str, PostState]:
    return {state.key: state for state, _ in change.posts}


def test_a_page_seen_again_changes_nothing() -> None:
    first = read(page(*shown(5, 6)))
    known = PageContext(tuple(state for state, _ in first.posts))
    again = read(page(*shown(5, 6)), known, first.thread)
    assert again.posts == ()
    assert again.thread == first.thread
    assert (again.new_posts, again.edits) == (0, 0)


def test_no_entry_is_dated_after_it_was_first_seen_and_none_without_a_date_is_new_twice() -> None:
    future = replace(shown(5)[0], posted_at=NOW + timedelta(days=400))
    dateless = replace(shown(6)[0], posted_at=None, date_text="neulich")
    first = read(page(future, dateless))
    assert [state.posted_at for state, _ in first.posts] == [NOW, NOW]
    assert [state.dated for state, _ in first.posts] == [True, False]
    assert first.undated == 1
    known = PageContext(tuple(state for state, _ in first.posts))
    assert read(page(future, dateless), known, first.thread, NOW + timedelta(hours=1)).posts == ()


OLD, OLDER = NOW - timedelta(days=300), NOW - timedelta(days=301)


@pytest.mark.parametrize(
    ("moments", "listed", "elsewhere", "expected"),
    [
        ([OLDER, None, OLD], None, None, [OLDER, OLDER, OLD]),
        ([OLDER, None, None], None, None, [OLDER, OLDER, OLDER]),
        ([None, None, OLD], None, OLDER, [OLDER, OLDER, OLD]),
        ([None, None, OLD], None, NOW, [OLD, OLD, OLD]),
        ([None, None], OLD, OLDER, [OLD, OLD]),
        ([None], None, OLD, [OLD]),
        ([None], None, None, [NOW]),
    ],
    ids=[
        "between",
        "at the end",
        "at the beginning",
        "before what the page shows",
        "as the listing says",
        "as the forum's other posts",
        "not one date of the forum known, so the moment it was first seen orders posts",
    ],
)
def test_a_date_that_cannot_be_read_follows_its_neighbours(
    moments: list[datetime | None],
    listed: datetime | None,
    elsewhere: datetime | None,
    expected: list[datetime],
) -> None:
    ids = range(5, 5 + len(moments))
    posts = [replace(post, posted_at=moment) for post, moment in zip(shown(*ids), moments, strict=True)]
    known = PageContext(undated_at=elsewhere)
    change = read(page(*posts), known, thread=replace(THREAD, last_post_at=listed))
    assert [state.posted_at for state, _ in change.posts] == expected
    assert change.undated == moments.count(None)


def test_a_date_that_cannot_be_read_follows_the_page_before() -> None:
    first = read(page(*shown(5, 6, hours=900), pages=2))
    known = PageContext(tuple(state for state, _ in first.posts))
    (dateless,) = (replace(post, posted_at=None) for post in shown(7))
    change = read(page(dateless, number=2, pages=2), known, first.thread)
    assert states(change)["7"].posted_at == NOW - timedelta(hours=900)


@pytest.mark.parametrize(
    ("noted", "seen"),
    [
        (NOW - timedelta(hours=1), NOW - timedelta(hours=1)),
        (NOW - timedelta(days=2), NOW),
        (NOW + timedelta(days=2), NOW),
        (None, NOW),
    ],
    ids=["as noted", "older than the post", "in the future", "no note"],
)
def test_an_edit_is_dated_as_its_note_says_where_that_can_be(noted: datetime | None, seen: datetime) -> None:
    first = read(page(*shown(5)), now=NOW - timedelta(hours=2))
    known = PageContext(tuple(state for state, _ in first.posts))
    edited = page(*shown(5, edit=Edit(1, noted)))
    change = read(edited, known, first.thread, words="changed")
    assert change.edits == 1
    assert change.posts[0][0].edited_at == seen
    assert change.posts[0][1] is not None


def test_a_new_note_on_unchanged_words_is_no_edit() -> None:
    first = read(page(*shown(5)))
    known = PageContext(tuple(state for state, _ in first.posts))
    change = read(page(*shown(5, edit=Edit(1, NOW))), known, first.thread)
    assert change.edits == 0
    assert [(state.edits, state.edited_at, text) for state, text in change.posts] == [(1, None, None)]


def test_a_gap_is_left_below_a_page_that_nothing_known_stands_before() -> None:
    change = read(page(*shown(7, 8), number=4, pages=4), thread=replace(THREAD, total=8))
    assert [(state.position, state.gap_before) for state in states(change).values()] == [
        (7, True),
        (8, False),
    ]
    assert change.thread.news, "there may be new posts in the gap"


def test_the_page_before_closes_the_gap_and_settles_the_thread() -> None:
    tail = read(page(*shown(7, 8), number=4, pages=4), thread=replace(THREAD, total=8, settled_total=5))
    gap = Gap(1, "7", 7, NOW - timedelta(hours=10))
    known = PageContext(tuple(state for state, _ in tail.posts), (gap,))
    change = read(page(*shown(5, 6), number=3, pages=4), known, tail.thread, closes="7")
    assert states(change)["7"].gap_before is False
    assert states(change)["5"].gap_before is True
    assert not change.thread.news, "what lies below was there when the thread was last read"


def test_a_gap_that_a_page_does_not_reach_stays_and_is_looked_for_after_that_page() -> None:
    tail = read(page(*shown(7, 8), number=4, pages=4), thread=replace(THREAD, total=8))
    known = PageContext(tuple(state for state, _ in tail.posts), (Gap(1, "7", 7, NOW - timedelta(hours=10)),))
    change = read(page(*shown(3, 4), number=2, pages=4), known, tail.thread, closes="7")
    assert states(change)["7"].gap_before
    assert states(change)["7"].position == 6, "a page after this one has the post before it"


def test_a_gap_that_is_nowhere_else_counts_as_closed() -> None:
    """So that no page is asked for again and again."""
    lost = PostState("7", 7, 7, 6, ANNA, "", NOW, True, NOW, fingerprint_of("7", []), gap_before=True)
    known = PageContext((lost,), (Gap(1, "7", 6, NOW),))
    change = read(page(*shown(3, 4), number=2, pages=4), known, replace(THREAD, total=8), closes="7")
    assert not states(change)["7"].gap_before


@pytest.mark.parametrize(
    ("number", "ids", "missed"),
    [(1, (1, 3), {"2"}), (2, (3, 4), set()), (3, (6,), set()), (3, (5,), {"6"})],
    ids=["in its midst", "somewhere else", "before the last page", "after the last"],
)
def test_a_post_is_missed_where_it_should_have_stood(
    number: int, ids: tuple[int, ...], missed: set[str]
) -> None:
    known = PageContext(
        tuple(
            PostState(str(i), i, i, i, ANNA, "", NOW, True, NOW, fingerprint_of(str(i), []), first=i == 1)
            for i in range(1, 7)
        )
    )
    change = read(page(*shown(*ids), number=number, pages=3), known, replace(THREAD, total=5))
    assert {key for key, state in states(change).items() if state.missing} == missed


def test_a_post_is_gone_the_third_time_and_once_a_poll_counts() -> None:
    lost = PostState("6", 6, 6, 2, ANNA, "", NOW, True, NOW, fingerprint_of("6", []))
    for times in (1, 2, 3):
        at = NOW + timedelta(minutes=times)
        change = read(page(*shown(5)), PageContext((lost,)), now=at)
        lost = states(change)["6"]
        assert (
            read(page(*shown(5)), PageContext((lost,)), now=at).posts[-1][0].missing == times or lost.gone_at
        )
        assert (lost.missing, lost.gone_at) == (times, at if times == 3 else None)
    back = read(page(*shown(5, 6)), PageContext((lost,)))
    assert states(back)["6"].gone_at is None


@pytest.mark.parametrize(
    ("mark", "shown_page", "at_once"),
    [
        ("0|Anna", page(*shown(5)), True),
        ("", page(*shown(5)), True),
        ("1|Anna", page(*shown(5)), False),
        ("1|Anna", replace(page(*shown(5)), printed=True), True),
        ("3|Anna", page(*shown(3), number=2, pages=2), False),
        ("1|Anna", page(*shown(5), Post(None, ANNA, "", NOW, "<p>6</p>")), False),
    ],
    ids=[
        "counted no longer",
        "not counted",
        "counted still",
        "print view",
        "on the last page",
        "without its id",
    ],
)
def test_where_a_page_contradicts_itself_a_post_is_missed_once_a_day(
    mark: str, shown_page: ThreadPage, at_once: bool
) -> None:
    lost = PostState("6", 6, 6, 2, ANNA, "", NOW - HOUR, True, NOW, fingerprint_of("6", []))
    thread = replace(THREAD, listed_signature=mark)
    for days, misses in enumerate((1, 2, 3)):
        for hours in range(0, 24, 7):
            if lost.gone_at is None:
                now = NOW + timedelta(days=days, hours=hours)
                change = read(shown_page, PageContext((lost,)), thread, now=now)
                lost = states(change).get("6", lost)
        if at_once:
            break
        assert lost.missing == misses
        assert lost.gone_at or (lost.reread_at and lost.missing_at == lost.reread_at - timedelta(days=1))
    assert lost.gone_at is not None


def test_the_order_is_told_by_the_listing_where_a_page_has_one_post_only() -> None:
    thread = replace(THREAD, total=3, last_post_at=NOW)
    texts = [PostText("x", "", fingerprint_of("x", []))]
    shown_page = page(*shown(5), number=2, pages=2)
    change = read_page(PageRead(thread, shown_page, texts, NOW, NOW, BoardHabits()), PageContext())
    assert change.posts[0][0].position == 1
    assert change.posts[0][0].first
    assert change.thread.tail_signature == "old", "the newest posts are on the other page"
    assert change.newest_first is None


def test_a_thread_whose_page_names_a_board_that_is_not_watched_leaves_its_feed() -> None:
    elsewhere = replace(page(*shown(5)), path=(BoardRef(9, "Anderswo"),))
    assert read(elsewhere).thread.board_id is None
    assert read(elsewhere, thread=replace(THREAD, announcement=True)).thread.board_id == 2


def test_a_post_between_two_pages_is_missed_once_both_were_seen() -> None:
    known = PageContext(
        tuple(
            PostState(str(i), i, i, i, ANNA, "", NOW, True, NOW, fingerprint_of(str(i), []))
            for i in (1, 2, 3, 4, 5)
        )
    )
    thread = replace(THREAD, total=4)
    first = read(page(*shown(1, 2), number=1, pages=2), known, thread)
    assert not [state for state in states(first).values() if state.missing]
    second = read(page(*shown(4, 5), number=2, pages=2), known, thread, seen_before=first.seen.locations)
    assert {key for key, state in states(second).items() if state.missing} == {"3"}


def test_posts_with_the_same_number_are_missed_each_for_itself() -> None:
    """A number is no identity: posts without ids are numbered by their place at first sight."""
    known = PageContext(
        tuple(
            PostState(key, None, number, number, ANNA, "", NOW, True, NOW, fingerprint_of(key, []))
            for key, number in (("1-n1", 1), ("1-n2", 2), ("1-n3", 2))
        )
    )
    posts = [Post(None, ANNA, "", NOW, key) for key in ("1-n1", "1-n2")]
    texts = [PostText(post.message_html, "", fingerprint_of(post.message_html, [])) for post in posts]
    printed = replace(page(*posts), printed=True)
    thread = replace(THREAD, total=2)
    change = read_page(PageRead(thread, printed, texts, NOW, NOW, BoardHabits(20, False)), known)
    assert {key for key, state in states(change).items() if state.missing} == {"1-n3"}


COUNTED = replace(THREAD, listed_signature="5|Anna|2026-03-04T12:30+00:00", total=6, pages=3)


@pytest.mark.parametrize(
    ("thread", "ended", "missed"),
    [
        (COUNTED, True, False),
        (COUNTED, False, True),
        (replace(COUNTED, listed_signature="1|Anna|2026-03-04T12:30+00:00"), True, True),
        (replace(COUNTED, listed_signature="|Anna|2026-03-04T12:30+00:00"), True, True),
    ],
    ids=["its listing counts them", "its pager tells", "its listing counts fewer", "its listing counts none"],
)
def test_posts_on_pages_that_are_not_to_be_had_are_not_missed_if_the_listing_counts_them(
    thread: ThreadState, ended: bool, missed: bool
) -> None:
    first = read(page(*shown(1, 2, 3), number=1, pages=1), thread=thread)
    known = PageContext(
        (*(state for state, _ in first.posts), *(state for state, _ in read(page(*shown(4))).posts))
    )
    change = read(page(*shown(1, 2, 3)[:2]), known, thread, ended=ended)
    assert any(state.missing for state in states(change).values()) is missed
    assert (change.thread.tail_signature is None) is not missed
    assert (change.thread.pages == 2) is not missed


def test_a_rough_date_is_settled_by_an_exact_one_and_is_no_edit() -> None:
    earlier = replace(shown(5)[0], posted_at=NOW - timedelta(minutes=3))
    rough = replace(shown(6)[0], posted_at=NOW, uncertainty=timedelta(minutes=10))
    first = read(page(earlier, rough))
    assert first.undated == 0
    assert [(state.posted_at, state.dated) for state, _ in first.posts] == [
        (NOW - timedelta(minutes=3), True),
        (NOW, False),
    ]
    known = PageContext(tuple(state for state, _ in first.posts))
    later = replace(rough, posted_at=NOW + HOUR, uncertainty=HOUR)
    again = states(read(page(earlier, later), known, first.thread, NOW + HOUR)).get("6")
    assert again is None or (again.posted_at, again.edited_at) == (NOW, None)
    exact = replace(rough, posted_at=NOW - timedelta(minutes=2), uncertainty=timedelta())
    change = read(page(earlier, exact), known, first.thread, NOW + 2 * HOUR)
    assert change.edits == 0
    assert states(change)["6"].posted_at == NOW - timedelta(minutes=2)
    assert states(change)["6"].dated


def test_a_rough_date_is_no_earlier_than_the_post_before_it_and_no_later_than_the_one_after() -> None:
    one = replace(shown(5)[0], posted_at=NOW - timedelta(minutes=3))
    early = replace(shown(6)[0], posted_at=NOW - HOUR, uncertainty=HOUR)
    late = replace(shown(7)[0], posted_at=NOW, uncertainty=HOUR)
    last = replace(shown(8)[0], posted_at=NOW - timedelta(minutes=1))
    found = states(read(page(one, early, late, last)))
    assert found["6"].posted_at == one.posted_at
    assert found["7"].posted_at == last.posted_at


def test_posts_that_come_to_stand_before_known_ones_leave_a_gap() -> None:
    first = read(page(*shown(5, 6), number=2, pages=2), thread=replace(THREAD, total=4))
    before = states(read(page(*shown(3, 4), number=1, pages=2), thread=replace(THREAD, total=4)))
    known = PageContext((*before.values(), *(replace(s, gap_before=False) for s, _ in first.posts)))
    change = read(page(*shown(5, 6), number=4, pages=4), known, first.thread)
    assert states(change)["5"].gap_before
    same = read(page(*shown(5, 6), number=2, pages=2), known, first.thread)
    assert not any(state.gap_before for state in states(same).values())


def test_a_post_that_was_known_in_another_thread_is_the_same_post() -> None:
    known = states(read(page(*shown(5))))["5"]
    change = read(page(*shown(5)), PageContext(elsewhere=(known,)), replace(THREAD, id=9))
    assert change.new_posts == 0


@pytest.mark.parametrize(
    ("author", "minutes", "words", "new"),
    [
        ("Bert", 127, "Neu", True),
        ("Bert", 127, "", True),
        ("Bert", 120, "Neu", True),
        ("Bert", 120, "", False),
        ("Anna", 120, "Neu", False),
        ("Anna", 127, "Neu", True),
        ("Anna", 127, "", False),
        ("Anna", -127, "Neu", False),
        ("Anna", 0, "Neu", False),
        ("Bert", 60 * 24 * 9, "Neu", True),
    ],
    ids=[
        "all another",
        "the same text",
        "hours later",
        "as time zones differ",
        "an edit, as zones differ",
        "the same author, later",
        "the same author and text",
        "the same author, earlier",
        "an edit",
        "days later",
    ],
)
def test_another_author_moment_and_text_under_an_old_id_is_another_post(
    author: str, minutes: int, words: str, new: bool
) -> None:
    known = PageContext(tuple(states(read(page(*shown(5)))).values()))
    moment = NOW - timedelta(hours=10) + timedelta(minutes=minutes)
    post = replace(shown(5)[0], author=Author(author), posted_at=moment)
    change = read(page(post), known, now=NOW + timedelta(days=20), words=words)
    assert bool(change.new_posts) is new
    assert ("5-2" in states(change)) is new


@pytest.mark.parametrize(
    ("beside", "minutes", "seconds", "new"),
    [
        (0, 120, 0, True),
        (0, 45, 30, True),
        (0, 60, 0, False),
        (0, 0, 45, False),
        (0, 127, 0, True),
        (120, 120, 0, False),
        (None, 120, 0, False),
    ],
    ids=[
        "the zone is as it was",
        "with seconds",
        "summer time may have begun",
        "seconds are shown now",
        "clearly apart",
        "all of the page is in another zone",
        "nothing tells the zone",
    ],
)
def test_an_edit_changes_no_moment_so_another_text_with_another_is_another_post(
    beside: int | None, minutes: int, seconds: int, new: bool
) -> None:
    first = shown(5)[0] if beside is not None else None
    known = PageContext(tuple(states(read(page(*((first,) if first else ()), *shown(6)))).values()))
    if first and first.posted_at and beside is not None:
        first = replace(first, posted_at=first.posted_at + timedelta(minutes=beside))
    moment = NOW - timedelta(hours=10) + timedelta(minutes=minutes, seconds=seconds)
    post = replace(shown(6)[0], posted_at=moment)
    posts = (first, post) if first else (post,)
    texts = [PostText("", "", fingerprint_of(f"{each.id}{'Neu' * (each.id == 6)}", [])) for each in posts]
    change = read_page(PageRead(THREAD, page(*posts), texts, NOW, NOW, BoardHabits(2, False)), known)
    assert [state.key for state, _ in change.posts if state.first_seen_at == NOW and "-" in state.key] == [
        "6-2"
    ] * new


def test_both_posts_that_had_an_id_are_known_again_whichever_is_shown() -> None:
    one = shown(5)[0]
    other = replace(one, posted_at=NOW - timedelta(minutes=7))
    first = states(read(page(one)))
    second = states(read(page(other), PageContext(tuple(first.values())), now=NOW + HOUR, words="Neu"))
    known = PageContext((*(second | first).values(),))
    assert {state.key for state in known.posts} == {"5", "5-2"}
    for post, words in ((one, ""), (other, "Neu"), (one, "bearbeitet"), (other, "bearbeitet")):
        change = read(page(post), known, now=NOW + 2 * HOUR, words=words)
        assert change.new_posts == 0
        assert list(change.seen.locations) == ["5" if post is one else "5-2"]


def test_a_page_that_closes_a_gap_and_joins_by_chance_says_both_of_the_post_before_it() -> None:
    lost = PostState(
        "5", 5, 5, 2, ANNA, "", NOW - 11 * HOUR, True, NOW, fingerprint_of("5", []), gap_before=True
    )
    known = PageContext((lost,), (Gap(1, "5", 2, NOW - 11 * HOUR),))
    change = read(page(*shown(7, 8), number=2, pages=2), known, replace(THREAD, total=4), closes="5")
    assert change.uncertain_join
    assert not states(change)["5"].gap_before
    assert states(change)["5"].reread_at


@pytest.mark.parametrize("wrong", [1, 6])
def test_a_post_that_is_missing_is_looked_for_where_it_should_stand(wrong: int) -> None:
    """Pages may have had another size when its position was counted."""
    posts = [replace(shown(id_)[0], posted_at=NOW - (9 - id_) * HOUR) for id_ in (1, 2, 3)]
    known = states(read(page(*posts)))
    lost = replace(known["2"], position=wrong)
    context = PageContext((known["1"], lost, known["3"]))
    change = read(page(posts[0], posts[2]), context, replace(THREAD, total=2))
    assert (states(change)["2"].missing, states(change)["2"].position) == (1, 2 if wrong == 6 else 1)


def test_a_missing_post_keeps_its_position_where_the_page_was_counted_from_the_wrong_end() -> None:
    posts = [replace(shown(id_)[0], posted_at=NOW - (9 - id_) * HOUR) for id_ in (1, 2, 3)]
    known = states(read(page(*posts)))
    context = PageContext((known["2"], known["3"]))
    change = read(replace(page(posts[0]), page=3, pages=3), context, replace(THREAD, total=3))
    assert states(change)["2"].position == 2
