"""The index and the pages of boards."""

from datetime import timedelta

import pytest

from tests.sample_forum import SampleForum
from tests.sample_forum.reader import Reader, ids, row_of_board, rows, text
from tests.test_sample_forum.threads import filled


def test_the_index_counts_what_is_in_sub_boards(client: Reader, forum: SampleForum) -> None:
    filled(forum, 1_100, board=3)
    filled(forum, 134, board=2)
    page = client.page("index.php")
    row = row_of_board(page, 2)
    assert [text(cell) for cell in row.find_all("td", recursive=False)][2:4] == ["1.234", "2"]
    assert "Inklusive: Licht" in text(row)
    assert row.select_one('a[href^="thread.php?goto=lastpost&threadid=2"][title="Thema"]') is not None
    assert page.select_one('td.tablecat a[href^="board.php?boardid=1"] > b') is not None
    assert text(page.title) == "Werkstatt & Garten | Startseite"
    assert "Forensoftware: Burning Board 2.3.6 , entwickelt von WoltLab GmbH" in text(page.body)


def test_closed_boards_still_tell_date_and_author_but_not_the_thread(
    client: Reader, forum: SampleForum
) -> None:
    locked = forum.add_board("Vorstand", 1, password="sesam")
    inner = forum.add_board("Mitglieder", 1, members_only=True)
    hidden = forum.add_board("Versteckt", 1, hidden=True)
    elsewhere = forum.add_board("Verein", 1, external="http://verein.invalid/")
    for board in (locked, inner, hidden):
        forum.new_thread(board, "Jörg", "Geheime Sache", "x")
    page = client.page("index.php")
    for board in (locked, inner):
        assert "unbekannt Heute , 13:00 von Jörg" in text(row_of_board(page, board))
    assert row_of_board(page, inner).select_one('img[src$="offclosed.gif"]') is not None
    assert row_of_board(page, elsewhere).select_one('img[src$="link.gif"]') is not None
    assert "Geheime Sache" not in page.get_text()
    assert "Versteckt" not in page.get_text()
    redirect = client.get(f"board.php?boardid={elsewhere}")
    assert (redirect.status_code, redirect.headers["Location"]) == (302, "http://verein.invalid/")


def test_a_board_lists_announcements_important_threads_and_the_rest(
    client: Reader, forum: SampleForum
) -> None:
    threads = []
    for number in range(30):
        forum.advance(timedelta(minutes=1))
        threads.append(forum.new_thread(2, "Gast", f"Thema {number}", "x", prefix="[Tipp]"))
    forum.make_important(threads[0])
    everywhere = forum.new_thread(3, "Jörg", "Fest", "x", announcement_on=(2,))
    first, second, beyond = (client.page(f"board.php?boardid=2&page={k}") for k in (1, 2, 9))
    assert ids(first) == [everywhere, threads[0], *reversed(threads[6:])]
    assert ids(second) == [everywhere, *reversed(threads[1:6])]
    assert ids(beyond) == [everywhere]
    assert ids(client.page("board.php?boardid=3")) == [everywhere]
    assert ids(client.page("board.php?boardid=2&page=0")) == ids(first)
    assert "Seiten (2): [1] 2 nächste »" in text(first.body)
    labels = [text(row.select_one("span.prefix")) for row in rows(first)[:3]]
    assert labels == ["Ankündigung:", "Wichtig: [Tipp]", "[Tipp]"]


@pytest.mark.parametrize(("ratings", "cells"), [(True, 8), (False, 7)])
def test_the_rating_column_is_absent_where_ratings_are_off(
    ratings: bool, cells: int, client: Reader, forum: SampleForum
) -> None:
    board = forum.add_board("B", 1, ratings=ratings)
    filled(forum, 3, board)
    row = rows(client.page(f"board.php?boardid={board}"))[0]
    shown = [text(cell) for cell in row.find_all("td", recursive=False)]
    assert len(shown) == cells
    assert shown[3:6] == ["2", "Jörg", "0"]
    assert shown[-1] == "Heute , 13:02 von Gast"


def test_sorting_pruning_and_sub_boards(client: Reader, forum: SampleForum) -> None:
    old = forum.new_thread(2, "Jörg", "A", "x")
    forum.advance(timedelta(days=40))
    new = forum.new_thread(2, "Jörg", "B", "x")
    assert ids(client.page("board.php?boardid=2")) == [new, old]
    assert ids(client.page("board.php?boardid=2&sortfield=topic&sortorder=ASC")) == [old, new]
    assert ids(client.page("board.php?boardid=2&daysprune=30")) == [new]
    forum.boards[2].daysprune = 30
    assert ids(client.page("board.php?boardid=2")) == [new]
    assert ids(client.page("board.php?boardid=2&daysprune=1000")) == [new, old]
    assert row_of_board(client.page("board.php?boardid=2"), 3) is not None
    assert "Keine Themen seit" in client.page("board.php?boardid=3").get_text()
    assert ids(client.page("board.php?boardid=1")) == []


def test_a_moved_thread_leaves_a_row_that_names_the_real_thread(client: Reader, forum: SampleForum) -> None:
    thread = filled(forum, 3)
    forum.move(thread, 3)
    left, here = rows(client.page("board.php?boardid=2"))[0], rows(client.page("board.php?boardid=3"))[0]
    assert text(left.select_one("span.prefix")) == "Verschoben:"
    assert text(left.select_one(f'a[href="javascript:who({thread})"]')) == "-"
    assert left.select_one('img[src$="moved.gif"]') is not None
    assert text(here.select_one(f'a[href="javascript:who({thread})"]')) == "2"
    trace = next(iter(forum.traces))
    assert "ungültigen Verweis" in client.page(f"thread.php?threadid={trace}").get_text()
    forum.move(thread, 2)
    assert ids(client.page("board.php?boardid=2")) == [thread]


def test_row_page_links_end_in_the_last_page(client: Reader, forum: SampleForum) -> None:
    forum.boards[2].posts_per_page = 2
    thread = filled(forum, 25)
    links = rows(client.page("board.php?boardid=2"))[0].select(f'a[href*="threadid={thread}"][href*="page="]')
    assert [text(link) for link in links] == [*map(str, range(1, 11)), "letzte Seite"]
    assert str(links[-1]["href"]).endswith("page=13")
