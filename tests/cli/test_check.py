"""`feedforum check`."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import Place, Run
from tests.sample_forum import SampleForum, serve
from tests.sample_forum.misbehaviour import busy
from tests.sample_forum.skins import YABB

ALLGEMEINES = "1 thread, 2 posts, last 2026-03-10 13:00; the first polls fetch all posts"


def test_dates_of_an_offset_are_shown_with_it(place: Place, run: Run) -> None:
    place.forum.named_days = False
    _, out, _ = run("check", "--online", *place.write(timezone='"+05:30"'))
    # What the forum writes is 13:00 for it.
    assert "last 2026-03-10 13:00" in out


def test_a_clock_that_is_off_is_reported(place: Place, run: Run) -> None:
    named = place.write(boards="[2]")
    place.site.sends_date = True
    place.forum.advance(datetime.now(UTC) - place.forum.now + timedelta(days=3, hours=1))
    status, out, _ = run("check", "--online", *named)
    assert status == 0
    assert "demo  This machine's clock is 3 days behind the forum's; set it if it is wrong.\n" in out


def test_what_is_configured_in_short(place: Place, run: Run) -> None:
    named = place.write(
        f'[[forum]]\nkey = "whole"\nurl = "{place.site.url}"\nboards = "all"\n', threads="[1]"
    )
    status, out, err = run("check", *named)
    expected = f"{place.config}: no faults; 2 forums, 2 boards, all boards of whole, 1 thread.\n"
    assert (status, out, err) == (0, expected, "")
    assert place.site.requests.count == 0


def test_online_it_says_what_the_forum_shows(place: Place, run: Run) -> None:
    place.forum.named_days = False
    status, out, _ = run("check", "--online", *place.write(boards="[2]"))
    assert status == 0
    assert out.splitlines()[1:] == [
        "demo  “Werkstatt & Garten”, Burning Board 2.3.6, 2 boards",
        f"demo  board 2 “Allgemeines”: {ALLGEMEINES}",
    ]
    assert place.site.requests.count == 2
    assert list(place.config.parent.iterdir()) == [place.config]


def test_each_board_is_asked_for_once_though_the_index_proves_it_open(place: Place, run: Run) -> None:
    _, _, err = run("check", "--online", *place.write(engine='"wbb2"', boards="[2]"))
    assert err.splitlines() == [f"demo: fetching {place.site.url}", "demo: fetching board 2"]
    assert place.site.requests.count == 2


@pytest.mark.parametrize(
    ("backfill", "takes"),
    [
        ("0", "polls fetch new posts only"),
        ("1", "the first polls fetch the newest 1 post"),
        ("2", "the first polls fetch all posts"),
        ('"all"', "the first polls fetch all posts"),
    ],
)
def test_it_says_what_the_first_polls_would_take(place: Place, run: Run, backfill: str, takes: str) -> None:
    _, out, _ = run("check", "--online", *place.write(boards=f"[{{ id = 2, backfill = {backfill} }}]"))
    assert out.splitlines()[2].endswith(f"13:00; {takes}")


def test_a_board_that_does_not_let_us_in_is_told_though_the_index_counts_its_posts(
    place: Place, run: Run
) -> None:
    place.forum.named_days = False
    place.forum.new_thread(3, "Ines", "Intern", "Nur für uns.")
    status, out, err = run("check", "--online", *place.write())
    assert status == 1
    closed = (
        "login wanted: Only members may read this page: give username, with password_env or password_file,"
        " or cookies_file."
    )
    assert out.splitlines()[2:] == [
        f"demo  board 2 “Allgemeines”: {ALLGEMEINES}",
        f"demo  board 3 “Mitglieder”: {closed}",
    ]
    assert err.splitlines()[1:] == ["demo: fetching board 2", "demo: fetching board 3"]
    assert place.site.requests.count == 3


def test_a_board_that_lets_us_in_is_none_though_the_index_proves_nothing(place: Place, run: Run) -> None:
    empty = place.forum.add_board("Leer", 1)
    status, out, _ = run("check", "--online", *place.write(boards=f"[{empty}]"))
    expected = f"demo  board {empty} “Leer”: 0 threads, 0 posts; the first polls fetch all posts"
    assert (status, out.splitlines()[2:]) == (0, [expected])


def test_threads_are_asked_for(place: Place, run: Run) -> None:
    named = place.write(boards="[]", threads=f"[{place.thread}]")
    status, out, _ = run("check", "--online", *named)
    expected = (
        f"demo  thread {place.thread} “Grüße”: 1 page, in board 2 “Allgemeines”;"
        " the first polls fetch the newest 30 posts"
    )
    assert (status, out.splitlines()[2:]) == (0, [expected])
    status, out, _ = run("check", "--online", *place.write(boards="[2]", threads="[9999]"))
    assert status == 1
    assert out.splitlines()[3].startswith("demo  thread 9999: not found: ")


def test_boards_that_the_index_does_not_show_as_such(place: Place, run: Run) -> None:
    below = place.forum.add_board("Darunter", 2)
    status, out, _ = run("check", "--online", *place.write(boards=f"[1, {below}, 99]"))
    assert status == 1
    below_2 = "on the index below board 2, without counts; the first polls fetch the newest 30 posts"
    missing = "not found: The forum has no such page: check the id; the page may have been deleted or hidden."
    assert out.splitlines()[2:] == [
        "demo  board 1 “Alles”: a category, which holds no threads of its own",
        f"demo  board {below} “Darunter”: {below_2}",
        f"demo  board 99: {missing} It is not on the index.",
    ]


def test_all_boards(place: Place, run: Run) -> None:
    """Those that do not let us in are reported, and no fault: polls leave them alone."""
    status, out, _ = run("check", "--online", *place.write(boards='"all"'))
    assert status == 0
    assert [line.split()[2] for line in out.splitlines()[2:]] == ["2", "3"]
    assert "login wanted" in out.splitlines()[3]
    assert place.site.requests.count == 2


def test_a_forum_that_does_not_answer(place: Place, run: Run) -> None:
    place.site.misbehave(busy(503), times=None)
    status, out, _ = run("check", "--online", *place.write())
    assert status == 1
    assert out.splitlines()[1].startswith("demo  overloaded: ")


def test_a_login_is_tried(place: Place, run: Run) -> None:
    password = place.config.parent / "password"
    named = place.write(username='"Ines"', password_file='"password"', private="false")
    password.write_text("geheim\n")
    status, out, _ = run("check", "--online", *named)
    assert status == 0
    assert out.splitlines()[2] == "demo  logged in as Ines"
    password.write_text("falsch\n")
    status, out, _ = run("check", "--online", *named)
    assert status == 1
    assert out.splitlines()[2].startswith("demo  the login is refused")
    assert "login wanted: The forum refused the login; check username and password." in out
    assert "give username" not in out


RIGHT = "its times are right: what it tells exactly fits timezone = America/New_York"
WRONG = (
    'the forum shows times of -04:00, timezone says Asia/Tokyo; write timezone = "-04:00", or the name of its'
)


@pytest.mark.parametrize(
    ("zone", "says"),
    [("America/New_York", RIGHT), ("Asia/Tokyo", f"{WRONG} zone if its clock changes in summer")],
)
def test_the_zone_is_proved_by_what_a_forum_tells_exactly(
    zone: str, says: str, tmp_path: Path, run: Run
) -> None:
    """The ids of YaBB's threads are the seconds in which they began."""
    forum = SampleForum(zone="America/New_York", skin=YABB)
    forum.named_days = False
    forum.new_thread(forum.add_board("Lenses", forum.add_category("All")), "Ann", "Glass", "Hello")
    config = tmp_path / "config.toml"
    with serve(forum) as site:
        site.sends_date = False
        config.write_text(
            f'[polling]\nrequest_delay = "0s"\n[[forum]]\nkey = "demo"\nurl = "{site.url}"\nengine = "yabb"\n'
            f'boards = "all"\ntimezone = "{zone}"\n',
            encoding="utf-8",
        )
        status, out, _ = run("check", "--online", "--config", str(config))
    assert f"demo  {says}" in out.splitlines()
    assert status == (zone == "Asia/Tokyo")


def test_an_owner_may_begin_without_a_forum(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FEEDFORUM_PASSWORD", "long enough")
    config = tmp_path / "config.toml"
    config.write_text('[server]\nowner_password_env = "FEEDFORUM_PASSWORD"\n', encoding="utf-8")
    assert run("check", "--config", str(config)) == (0, f"{config}: no faults; 0 forums, 0 boards.\n", "")
    assert list(tmp_path.iterdir()) == [config]


@pytest.mark.parametrize("store", ["nowhere/feedforum.db", "odd.db"])
def test_a_store_that_run_could_not_open_is_a_fault(
    place: Place, run: Run, tmp_path: Path, store: str
) -> None:
    (tmp_path / "odd.db").write_bytes(b"this is no database" * 99)
    named = place.write()
    url = f"sqlite:///{tmp_path}/{store}"
    text = place.config.read_text(encoding="utf-8")
    place.config.write_text(re.sub(r'url = "sqlite[^"]*"', f'url = "{url}"', text), encoding="utf-8")
    if url not in place.config.read_text(encoding="utf-8"):
        place.config.write_text(f'{text}\n[storage]\nurl = "{url}"\n', encoding="utf-8")
    line = place.config.read_text(encoding="utf-8").split("\n").index(f'url = "{url}"') + 1
    status, _, err = run("check", *named)
    assert status == 2
    assert err.startswith(f"{place.config}:{line}: [storage] url: the store ")
    assert store in err
