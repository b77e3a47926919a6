"""Which hosts are asked for pictures: the forum's own, and others only if the owner wants that."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from feedforum.records import MediaFault
from tests.media.place import KEEP, PNG, Place, a_place, keeping


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with a_place(tmp_path) as made:
        yield made


def test_hosts_elsewhere_are_asked_only_if_wanted_and_see_nothing_of_the_forum(
    place: Place, tmp_path: Path
) -> None:
    it = place.world
    elsewhere = it.site.url.replace("127.0.0.1", "localhost")
    it.forum.new_thread(place.board, "Ines", "Fremd", f"[img]{elsewhere}images/a.png[/img]")
    place.serve("a.png")
    place.poll()
    assert not place.asked()
    keeping(it, replace(KEEP, all_hosts=True), headers=(("X-Secret", "1"),))
    with it.store._engine.begin() as connection:  # the owner has changed his mind: all is listed anew
        connection.exec_driver_sql("UPDATE post SET media_listed_at = NULL")
    place.poll()
    (request,) = place.asked()
    assert not request.header("Cookie")
    assert not request.header("X-Secret")
    assert place.kept() == [PNG]


def test_robots_txt_of_hosts_elsewhere_is_honoured_whatever_the_forum_allows(place: Place) -> None:
    it = place.world
    keeping(it, replace(KEEP, all_hosts=True))
    it.site.robots_txt = "User-agent: *\nDisallow: /images/"
    elsewhere = it.site.url.replace("127.0.0.1", "localhost")
    it.forum.new_thread(place.board, "Ines", "Fremd", f"[img]{elsewhere}images/a.png[/img]")
    place.serve("a.png")
    place.poll()
    assert not place.asked()
    assert place.faults() == {MediaFault.DISALLOWED: 1}


def test_own_hosts_are_the_forums(place: Place) -> None:
    it = place.world
    host = it.site.url.split("/")[2].replace("127.0.0.1", "localhost")
    keeping(it, own_hosts=(host,))
    it.forum.new_thread(place.board, "Ines", "Eigen", f"[img]http://{host}/images/a.png[/img]")
    place.serve("a.png")
    place.poll()
    assert place.kept() == [PNG]


def test_a_public_forum_leads_to_no_private_picture(place: Place) -> None:
    it = place.world
    keeping(it, replace(KEEP, all_hosts=True))
    elsewhere = it.site.url.replace("127.0.0.1", "localhost")
    it.forum.new_thread(place.board, "Ines", "Fremd", f"[img]{elsewhere}images/a.png[/img]")
    place.serve("a.png")
    job = place.job()
    job.run(by_hand=True)
    # As if the forum had been reached at a public address.
    job.client.guard.remember("forum.example")
    job.fetch_media(by_hand=True)
    job.close()
    assert not place.asked()
    assert place.faults() == {MediaFault.BROKEN: 1}
