"""`feedforum feeds`."""

from xml.etree import ElementTree as ET

import pytest

from tests.cli.conftest import Place, Run

PUBLIC = '[server]\npublic_url = "https://feeds.example/"\n'


def test_a_line_for_each_feed(place: Place, run: Run) -> None:
    named = place.write(threads="[1]", boards="[2]")
    run("poll", *named)
    status, out, err = run("feeds", *named)
    assert status == 0
    site = "http://127.0.0.1:0/feeds/demo"
    assert [line.partition("  ")[0] for line in out.splitlines()] == [
        f"{site}/posts.atom",
        f"{site}/threads.atom",
        f"{site}/boards/2/posts.atom",
        f"{site}/boards/2/threads.atom",
        f"{site}/threads/1.atom",
    ]
    assert "Allgemeines" in out
    assert ".rss" in err
    assert ".json" in err


def test_before_the_first_poll_boards_have_their_numbers(place: Place, run: Run) -> None:
    status, out, _ = run("feeds", *place.write())
    assert status == 0
    assert len(out.splitlines()) == 6


def test_as_opml(place: Place, run: Run) -> None:
    named = place.write()
    place.config.write_text(place.config.read_text().replace("[server]\n", PUBLIC))
    run("poll", *named)
    status, out, err = run("feeds", "--opml", *named)
    assert (status, err) == (0, "")
    outlines = ET.fromstring(out.encode()).findall(".//outline[@xmlUrl]")
    site = "https://feeds.example/feeds/demo"
    urls = [f"{site}/boards/{id_}/posts.atom" for id_ in (2, 3)]
    assert [outline.get("xmlUrl") for outline in outlines] == urls
    _, out, _ = run("feeds", "--opml", "--kind", "all", *named)
    assert len(ET.fromstring(out.encode()).findall(".//outline[@xmlUrl]")) == 6


def test_feeds_that_need_a_token_are_named_without_it(place: Place, run: Run) -> None:
    named = place.write(private="true")
    place.config.write_text(
        place.config.read_text().replace("[server]\n", '[server]\naccess_tokens = ["open-sesame"]\n')
    )
    _, out, err = run("feeds", *named)
    assert "The feeds of demo need ?token=" in err
    assert "open-sesame" not in out + err


@pytest.mark.parametrize(
    ("keys", "names"),
    [
        ({"boards": "[2, { id = 3, private = true }]"}, "board 3 in demo"),
        ({"boards": '"all"', "private": "true"}, "demo"),
        ({"private": "true", "threads": "[{ id = 7, private = false }]"}, "demo without thread 7"),
        ({"threads": "[{ id = 7, private = true }, 8]"}, "thread 7 in demo"),
    ],
)
def test_which_feeds_need_a_token_is_said_of_each(
    place: Place, run: Run, keys: dict[str, str], names: str
) -> None:
    named = place.write(**keys)
    place.config.write_text(
        place.config.read_text().replace("[server]\n", '[server]\naccess_tokens = ["open-sesame"]\n')
    )
    _, _, err = run("feeds", *named)
    assert f"The feeds of {names} need ?token=" in err
