"""`feedforum poll`."""

import io
import sys

import pytest

from feedforum.cli.output import progress
from feedforum.cli.poll import lines_of
from feedforum.poll import BoardReport, Report
from feedforum.records import Answer
from tests.cli.conftest import Place, Run
from tests.fetch.test_websub import hub
from tests.sample_forum.misbehaviour import busy

LOGIN = (
    "login wanted: Only members may read this page: give username, with password_env or password_file,"
    " or cookies_file."
)


def test_a_line_for_each_board_and_one_for_the_forum(place: Place, run: Run) -> None:
    named = place.write(engine='"wbb2"')
    status, out, err = run("poll", *named)
    assert status == 0
    assert out.splitlines() == [
        "demo  2 Allgemeines  2 new posts",
        f"demo  3 Mitglieder   {LOGIN}",
        "demo  2 new posts  4 requests",
    ]
    assert err.splitlines()[0] == "demo: index: ok"
    assert len(err.splitlines()) == 4


def test_what_is_unchanged_is_said_to_be(place: Place, run: Run) -> None:
    named = place.write(boards="[2]")
    run("poll", *named)
    status, out, _ = run("poll", *named)
    assert status == 0
    assert out.splitlines() == ["demo  2 Allgemeines  unchanged", "demo  0 new posts  1 request"]


def test_a_hub_is_told_of_what_changed_and_of_nothing_else(place: Place, run: Run) -> None:
    named = place.write(boards="[2]")
    with hub() as (address, notifications):
        server = f'[server]\nhub = "{address}"\npublic_url = "https://example.org/feeds/"\n'
        place.config.write_text(place.config.read_text().replace("[server]\n", server))
        assert run("poll", *named)[0] == 0
        (first,) = notifications
        assert ("hub.url", "https://example.org/feeds/feeds/demo/boards/2/posts.atom") in first
        assert run("poll", *named)[0] == 0
    assert notifications == [first]


def test_only_the_forum_that_was_named_is_polled(place: Place, run: Run) -> None:
    other = place.write(f'[[forum]]\nkey = "other"\nurl = "{place.site.url}"\nboards = [2]\n')
    assert run("poll", *other, "--forum", "other")[1].splitlines()[-1].startswith("other  2 new posts")
    _, out, _ = run("poll", *other)
    assert [line.split()[0] for line in out.splitlines()] == ["other", "other", "demo", "demo", "demo"]


def test_a_forum_that_nobody_configured(place: Place, run: Run) -> None:
    status, out, err = run("poll", *place.write(), "--forum", "x")
    assert (status, out) == (2, "")
    assert err == f"{place.config}: [[forum]]: none has the key 'x'; known are demo.\n"


def test_a_forum_that_fails_is_said_to_and_ends_with_1(place: Place, run: Run) -> None:
    place.site.misbehave(busy(503))
    status, out, _ = run("poll", *place.write(engine='"wbb2"'))
    assert status == 1
    assert out.startswith("demo  overloaded: ")
    assert out.endswith("1 request\n")


@pytest.mark.parametrize(
    ("board", "expected"),
    [
        (BoardReport(1, "A", Answer.UNCHANGED), "unchanged"),
        (BoardReport(1, "A", Answer.UNCHANGED, new_posts=1), "1 new post"),
        (BoardReport(1, "A", Answer.OK), "no new posts"),
        (BoardReport(1, "A", Answer.OK, new_posts=2), "2 new posts"),
        (BoardReport(1, "A", Answer.EMPTY, "Nothing there."), "empty"),
        (BoardReport(1, "A", Answer.NOT_FOUND, "Gone."), "not found: Gone."),
        (BoardReport(1, "A", Answer.BROKEN), "broken"),
    ],
)
def test_what_is_said_of_a_board(board: BoardReport, expected: str) -> None:
    line, _ = lines_of(Report("sat", Answer.OK, boards=(board,)))
    assert line == f"sat  1 A  {expected}"


def test_what_else_is_said_of_a_forum() -> None:
    report = Report("sat", Answer.OK, requests=9, new_posts=3, edits=1, unread_dates=2, more=True)
    (line,) = lines_of(report)
    assert line == (
        "sat  3 new posts  9 requests, 1 edit, 2 dates not understood (inspect shows them), "
        "more at the next poll"
    )


def test_progress_is_alive_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    shown = sys.stderr
    with progress() as seen:
        seen("sat", "board 3 page 1 [not markup]")
    assert isinstance(shown, Terminal)
    assert "board 3 page 1 [not markup]" in shown.getvalue()
    assert "\x1b[" in shown.getvalue()
