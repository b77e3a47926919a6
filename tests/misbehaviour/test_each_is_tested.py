"""Every way in which a forum can misbehave, and every lesson of walking and asking, has tests by name.

The lessons of identity, text and dates have theirs in `tests/hard_lessons`.
"""

import ast
import re
from pathlib import Path

import pytest

from tests.saved_pages import FACTS, needs

TESTS = Path(__file__).resolve().parents[1]
LESSONS = FACTS / "hard-lessons.md"
HEADINGS = ("Walking the pages", "Access and HTTP")
ANSWERS = "misbehaviour/test_answers.py::test_nothing_is_lost_by_an_answer_that_is_not_ok"

WAYS: dict[str, tuple[str, ...]] = {
    "not found": (
        ANSWERS,
        "poll/test_threads_moved_or_deleted.py::test_a_deleted_thread_is_gone_after_three_good_polls_and_not_before",
    ),
    "login wanted": (
        ANSWERS,
        "poll/test_boards.py::test_boards_that_do_not_let_us_in_are_told_apart_and_left_alone",
    ),
    "password wanted": (
        ANSWERS,
        "poll/test_boards.py::test_boards_that_do_not_let_us_in_are_told_apart_and_left_alone",
    ),
    "closed for maintenance": (ANSWERS, "engines/test_strangers.py::test_a_long_page_is_no_notice"),
    "database down": (ANSWERS, "engines/test_strangers.py::test_a_long_page_is_no_notice"),
    "blocked": (ANSWERS, "fetch/test_bot_challenges.py::test_a_bot_challenge_is_recognised_by_its_markup"),
    "overloaded": (ANSWERS, "fetch/test_client.py::test_a_host_that_named_a_time_is_not_asked_before"),
    "redirected elsewhere": (
        ANSWERS,
        "fetch/test_redirects.py::test_a_redirect_elsewhere_sends_no_request_there",
    ),
    "other software": (
        ANSWERS,
        "misbehaviour/test_answers.py::test_a_forum_is_read_on_after_its_old_software_is_back",
        "misbehaviour/test_answers.py::test_other_software_is_named_and_its_pages_get_no_password",
    ),
    "skin not understood": (
        ANSWERS,
        "poll/test_threads.py::test_where_a_skin_hides_the_posts_the_print_view_serves_and_ids_stay",
    ),
    "another page, with status 200": (
        "misbehaviour/test_answers.py::test_another_page_than_was_asked_for_changes_nothing",
        "misbehaviour/test_answers.py::test_another_forum_at_the_same_address_is_not_read",
        "misbehaviour/test_answers.py::test_an_index_without_its_boards_changes_nothing",
        "misbehaviour/test_answers.py::test_a_board_that_hides_its_threads_from_guests_proves_none_gone",
    ),
    "words of an answer in a post": (
        "misbehaviour/test_answers.py::test_what_posts_and_topics_say_is_no_answer",
        "fetch/test_bot_challenges.py::test_a_post_that_quotes_a_bot_challenge_is_none",
    ),
    "a storm of edits": (
        "misbehaviour/test_edits.py::test_a_forum_that_changes_all_its_posts_announces_hardly_any",
        "misbehaviour/test_edits.py::test_who_edits_time_and_again_is_announced_a_few_times_a_day",
    ),
    "a thread moves, merges, splits": (
        "misbehaviour/test_moves.py::test_a_thread_that_leaves_the_watched_boards_leaves_every_feed_and_comes_back",
        "misbehaviour/test_moves.py::test_a_merged_thread_goes_and_its_posts_stay_with_their_ids",
        "misbehaviour/test_moves.py::test_posts_that_are_split_off_stay_with_their_ids",
    ),
    "a page cut off": ("poll/test_threads.py::test_a_page_that_was_cut_off_changes_nothing",),
    "a drip": ("fetch/test_limits.py::test_a_drip_stops_at_the_deadline",),
    "a circle of redirects": ("fetch/test_redirects.py::test_a_circle_is_left_at_once",),
}
"""By the way in which a forum misbehaves."""

LEARNT: dict[str, tuple[str, ...]] = {
    "Only the last page of a thread was read": (
        "poll/test_floor.py::test_fifty_posts_over_four_pages_all_arrive_once",
        "poll/test_odd_forums.py::test_a_post_at_a_page_border_is_found_though_old_ones_went",
    ),
    "Only the first page was read": (
        "poll/test_floor.py::test_one_reply_costs_three_requests_however_long_the_thread",
    ),
    "A cursor on time alone": (
        "feeds/test_paging.py::test_posts_alike_in_moment_and_number_are_each_on_one_page",
    ),
    "Limit before sort": ("poll/test_random_events.py::test_new_posts_arrive_at_the_next_poll",),
    "A sticky thread on top": (
        "poll/test_odd_forums.py::test_a_first_page_full_of_important_threads_hides_nothing",
        "poll/test_boards.py::test_announcements_and_important_threads_count_once_and_stop_no_walk",
    ),
    "A moved thread appeared twice": (
        "poll/test_threads_moved_or_deleted.py::test_a_thread_moved_between_watched_boards_changes_feeds_and_appears_once",
        "misbehaviour/test_moves.py::test_a_merged_thread_goes_and_its_posts_stay_with_their_ids",
    ),
    "The first poll flooded": ("poll/test_boards.py::test_the_first_poll_is_a_baseline",),
    "A relative pager link": ("engines/test_wbb2_threads.py::test_a_base_address_counts",),
    "The login ran out": ("poll/test_login.py::test_a_session_that_ran_out_is_begun_again_once",),
    "A wall, a maintenance page or another skin": (
        ANSWERS,
        "misbehaviour/test_answers.py::test_an_answer_is_told_in_a_sentence",
    ),
    "429 for every feed of a host": (
        "fetch/test_client.py::test_a_host_that_named_a_time_is_not_asked_before",
        "schedule/test_intervals.py::test_failures_are_counted_in_a_row_and_being_busy_is_none",
    ),
    "Every restart fetched everything": (
        "schedule/test_schedule.py::test_due_times_are_kept_over_a_restart",
    ),
    "Feeds were never 304": (
        "web/test_feed_headers.py::test_304_for_who_has_it",
        "web/test_feed_headers.py::test_the_etag_changes_with_the_posts_and_with_nothing_else",
    ),
    "An upgrade made feed URLs redirect": ("web/test_over_http.py::test_answers_without_redirects",),
    "A feed answered a missing token": ("web/test_feed_tokens.py::test_members_feeds_need_a_token",),
    "Posts of a members' board": ("web/test_search.py::test_private_forums_are_found_with_a_token_only",),
    "Several web workers": ("cli/test_running.py::test_serve_does_not_poll",),
    "A feed of 23 MB": ("feeds/test_paging.py::test_nothing_is_lost_where_a_size_leaves_no_room",),
}
"""By how a lesson begins."""


def functions(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize(
    "name", sorted({name for tests in (*WAYS.values(), *LEARNT.values()) for name in tests})
)
def test_each_test_that_is_named_is_there(name: str) -> None:
    file, _, test = name.partition("::")
    assert test in functions(TESTS / file)


@needs(LESSONS)
@pytest.mark.parametrize("heading", HEADINGS)
def test_every_lesson_is_named(heading: str) -> None:
    _, _, rest = LESSONS.read_text(encoding="utf-8").partition(f"\n## {heading}\n")
    rows = re.findall(r"(?m)^\| (.+?) \| .+ \|$", rest.partition("\n## ")[0])[1:]
    lessons = [row for row in rows if not set(row) <= {"-", "|", " "}]
    assert lessons
    for lesson in lessons:
        assert [begin for begin in LEARNT if lesson.startswith(begin)], lesson
