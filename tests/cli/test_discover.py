"""`feedforum discover`."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.cli.conftest import Place, Run
from tests.sample_forum.misbehaviour import busy

FORUM = pytest.mark.usefixtures("nowhere")


@FORUM
def test_it_says_what_the_forum_is_and_proposes_a_configuration(place: Place, run: Run) -> None:
    status, out, err = run("discover", f"{place.site.url}thread.php?threadid={place.thread}")
    assert status == 0
    summary, _, piece = out.partition("[[forum]]\n")
    at = re.search(r"last (\S+)", summary)
    assert at is not None
    assert summary.splitlines() == [
        f"{place.site.url}  “Werkstatt & Garten”",
        "  software  Burning Board 2.3.6 (engine wbb2)",
        "  language  German",
        "  encoding  windows-1252",
        "  timezone  Europe/Berlin, by language and country",
        "  boards    2, of which guests may read 1",
        "  1  Alles:",
        f"  2    Allgemeines  1 thread, 2 posts, last {at[1]}",
        "  3    Mitglieder  for members only: needs a login",
        "",
        "Put this into config.toml, or let --write do it:",
        "",
    ]
    forum = tomllib.loads(f"[[forum]]\n{piece}")["forum"][0]
    assert (forum["url"], forum["boards"], forum["timezone"]) == (place.site.url, [2], "Europe/Berlin")
    assert err.splitlines()[0] == f"discover: fetching {place.site.url}thread.php?threadid={place.thread}"


@FORUM
def test_what_it_proposes_is_sound(place: Place, run: Run) -> None:
    _, out, _ = run("discover", place.site.url)
    Path("config.toml").write_text(out[out.index("[[forum]]") :], encoding="utf-8")
    assert run("check")[0] == 0


def test_it_adds_the_forum_and_leaves_the_rest_as_it_is(place: Place, run: Run) -> None:
    named = place.write(url='"http://elsewhere.example/"')
    before = place.config.read_text()
    status, out, _ = run("discover", *named, "--write", place.site.url)
    assert status == 0
    assert f"Added to {place.config} as “127-0-0-1”." in out
    assert place.config.read_text().startswith(before)
    assert run("check", *named)[1] == f"{place.config}: no faults; 2 forums, 3 boards.\n"


@pytest.mark.parametrize("write", [(), ("--write",)])
@pytest.mark.parametrize(
    ("boards", "rest"),
    [
        ("[2]", " It watches all boards that guests may read."),
        ('"all"', " It watches all boards that guests may read."),
        ("[3]", " These boards are not watched; add to its boards what you want:\n    2, # Allgemeines"),
    ],
)
def test_a_forum_that_is_there_already_is_not_added_again(
    place: Place, run: Run, boards: str, rest: str, write: tuple[str, ...]
) -> None:
    named = place.write(boards=boards)
    before = place.config.read_text()
    status, out, _ = run("discover", *named, *write, f"{place.site.url}board.php?boardid=2")
    assert status == 0
    assert out.endswith(f"\n\n{place.config} has this forum already, as “demo”.{rest}\n")
    assert place.config.read_text() == before


@FORUM
def test_a_forum_is_polled_as_the_configuration_has_all_polled(place: Place, run: Run) -> None:
    named = place.write('user_agent = "Gast/1"\n')
    assert run("discover", *named, place.site.url)[0] == 0
    assert {request.headers["user-agent"] for request in place.site.requests.entries} == {"Gast/1"}


@FORUM
def test_a_new_configuration_is_made_where_there_is_none(place: Place, run: Run) -> None:
    assert run("discover", "--write", place.site.url)[0] == 0
    assert run("check")[0] == 0


@FORUM
def test_a_new_configuration_is_made_where_it_is_named(
    place: Place, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FEEDFORUM_CONFIG", "named.toml")
    assert run("discover", "--write", place.site.url)[0] == 0
    assert [path.name for path in Path().glob("*.toml")] == ["named.toml"]


@FORUM
def test_what_cannot_be_read_is_said_and_nothing_is_written(place: Place, run: Run) -> None:
    place.site.misbehave(busy(503), times=None)
    status, out, _ = run("discover", "--write", place.site.url)
    assert status == 1
    assert out.startswith(f"{place.site.url}: overloaded: ")
    assert not Path("config.toml").exists()


@FORUM
def test_what_is_no_address_is_one_sentence(run: Run) -> None:
    status, out, err = run("discover", "zwei worte")
    assert (status, out) == (1, "")
    assert (
        err
        == "feedforum: 'zwei worte' is not a web address; give one of the forum, such as forum.example.org.\n"
    )
