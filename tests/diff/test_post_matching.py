"""Posts without ids are known again, each once, by what cannot change all at once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from feedforum.diff.post_matching import (
    ShownPost,
    fingerprint_of,
    fuller_fingerprint,
    match,
    next_number,
    numbered_key,
    same_content,
)
from feedforum.records import Attachment, Author, PostState

AT = datetime(2026, 3, 4, 12, 30, tzinfo=UTC)
A, B = fingerprint_of("a", None), fingerprint_of("b", None)


def post(key: str, author: str, letters: str, minutes: int = 0) -> PostState:
    words, place = fingerprint_of(letters, None), int(key.rpartition("n")[2])
    at = AT + timedelta(minutes=minutes)
    return PostState(key, None, place, place, Author(author), "", at, True, at, words)


def test_an_edited_post_keeps_its_key_though_a_later_one_repeats_its_old_words() -> None:
    known = [post("1-n1", "Anna", "a")]
    shown = [ShownPost("Anna", B, AT, 1), ShownPost("Anna", A, AT + timedelta(hours=7), 2)]
    assert match(shown, known) == [known[0], None]


def test_an_edit_in_the_hours_of_a_shift_takes_no_other_posts_key() -> None:
    known = [post("1-n1", "Anna", "a"), post("1-n2", "Anna", "b", 60)]
    shown = [
        ShownPost("Anna", fingerprint_of("edited", None), AT + timedelta(hours=1), 1),
        ShownPost("Anna", B, AT + timedelta(hours=2), 2),
    ]
    assert match(shown, known) == [None, known[1]]


def test_who_says_the_same_again_wrote_another_post() -> None:
    known = [post("1-n1", "Anna", "a")]
    again = ShownPost("Anna", A, AT + timedelta(hours=7), 2)
    assert match([again], known) == [None]
    assert match([replace(again, position=1)], known) == known, "all moments may be read anew"
    assert match([replace(again, moment=None)], known) == known
    assert match([again], [replace(known[0], dated=False)]) != [None]


def test_what_looks_the_same_comes_before_the_moment_and_each_post_is_taken_once() -> None:
    known = [post("1-n1", "Anna", "a"), post("1-n2", "Anna", "a", 1), post("1-n3", "Bert", "b", 2)]
    shown = [
        ShownPost("Anna", A, AT, 1),
        ShownPost("Anna", A, AT, 2),
        ShownPost("Bert", fingerprint_of("edited", None), AT + timedelta(minutes=2), 3),
        ShownPost("Cleo", B, AT, 4),
    ]
    assert [found and found.key for found in match(shown, known)] == ["1-n1", "1-n2", "1-n3", None]


def test_of_posts_that_are_alike_the_same_one_is_known_again_each_time() -> None:
    first = post("1-n1", "Anna", "a")
    twins = [first, replace(first, key="1-n2", position=2, number=2)]
    shown = ShownPost("Anna", A, AT, 2)
    assert match([shown], twins) == match([shown], twins[::-1]) == [twins[1]], "the one that stood there"
    moved = [replace(twin, position=3) for twin in twins]
    seen = [moved[0], replace(moved[1], missing=1)]
    assert match([shown], seen) == match([shown], seen[::-1]) == [moved[0]], "the one that was seen last"
    gone = [replace(twins[0], position=3), replace(twins[1], gone_at=AT)]
    page = [shown, ShownPost("Bert", B, AT, 3)]
    assert match(page, gone) == match(page, gone[::-1]) == [gone[0], None], "what is gone stays gone"
    other_page = [replace(twins[0], position=1), replace(twins[1], missing=2)]
    assert match([shown], other_page) == [other_page[1]], "the one that stands on the page before stays there"


def test_who_writes_twice_in_a_minute_on_two_pages_edited_nothing() -> None:
    known = [post("1-n1", "Anna", "a")]
    shown = [ShownPost("Anna", B, AT, 2), ShownPost("Bert", A, AT, 3)]
    assert match(shown, known) == [None, None]
    assert match([ShownPost("Anna", B, AT, 1), *shown], known) == [known[0], None, None]


def test_all_times_shifted_by_an_hour_change_nothing() -> None:
    known = [post("1-n1", "Anna", "a"), post("1-n2", "Anna", "b", 60)]
    shown = [
        ShownPost("Anna", A, AT + timedelta(hours=1), 1),
        ShownPost("Anna", B, AT + timedelta(hours=2), 2),
    ]
    assert match(shown, known) == known


@given(
    st.lists(st.tuples(st.sampled_from("AB"), st.sampled_from("xyz"), st.integers(0, 3)), max_size=8),
    st.data(),
)
def test_what_is_unchanged_is_always_found(posts: list[tuple[str, str, int]], data: st.DataObject) -> None:
    known = [post(f"1-n{i}", author, words, at) for i, (author, words, at) in enumerate(posts)]
    order = data.draw(st.permutations(range(len(posts))))
    shown = [
        ShownPost(
            posts[i][0], fingerprint_of(posts[i][1], None), AT + timedelta(minutes=posts[i][2]), place + 1
        )
        for place, i in enumerate(order)
    ]
    found = match(shown, known)
    assert sorted(state.key for state in found if state) == sorted(state.key for state in known)


def test_numbers_run_on_and_are_never_given_twice() -> None:
    assert next_number(1, []) == 1
    assert next_number(1, ["1-n1", "1-n7", "12-n9", "4711"]) == 8
    assert numbered_key(1, 8) == "1-n8"


def test_a_print_view_says_nothing_of_files() -> None:
    files = [Attachment(4, "a.zip", "")]
    assert same_content(fingerprint_of("w", None), fingerprint_of("w", files))
    assert same_content(fingerprint_of("w", files), fingerprint_of("w", files))
    assert not same_content(fingerprint_of("w", files), fingerprint_of("w", []))
    assert not same_content(fingerprint_of("w", None), fingerprint_of("v", None))


def test_what_another_version_made_of_a_text_is_no_edit() -> None:
    old, new = fingerprint_of("w", [], version="0"), fingerprint_of("v", [])
    assert same_content(old, new)
    assert fuller_fingerprint(old, new) == new
    assert fuller_fingerprint(fingerprint_of("w", []), fingerprint_of("w", None)) == fingerprint_of("w", [])


def test_posts_alike_in_all_on_two_pages_that_were_just_seen_are_as_many_posts() -> None:
    known = [post(f"1-n{number}", "Anna", "a") for number in (4, 5)]
    shown = [ShownPost("Anna", A, AT, position) for position in (2, 3)]
    assert match(shown, known, {"1-n4", "1-n5"}) == [None, None]
    assert match(shown, known) == known
    assert match(shown[:1], known[:1], {"1-n4"}) == known[:1], (
        "one that slipped onto another page is the same"
    )
