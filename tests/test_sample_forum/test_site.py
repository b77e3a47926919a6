"""What tests hold on to: the log, the rules, the hook."""

import pytest
import requests

from tests.sample_forum import SampleForum, Site, misbehaviour, serve
from tests.sample_forum.reader import Reader
from tests.sample_forum.wire import Request
from tests.test_sample_forum.conftest import NOON
from tests.test_sample_forum.threads import filled


def test_requests_are_logged_and_robots_counted_apart(site: Site, client: Reader) -> None:
    assert client.get("robots.txt").status_code == 404
    site.robots_txt = "User-agent: *\nDisallow: /print.php\n"
    assert client.get("robots.txt").text == site.robots_txt
    client.session.get(
        site.url + "board.php?boardid=2", headers={"User-Agent": "x/1"}, timeout=5, stream=True
    ).close()
    assert (len(site.requests), site.requests.count, len(site.requests.robots)) == (3, 1, 2)
    assert site.requests.targets == ["/board.php?boardid=2"]
    last = site.requests[-1]
    assert (last.method, last.header("User-Agent"), last.at) == ("GET", "x/1", NOON)
    site.requests.clear()
    assert site.requests.count == 0


def test_a_forum_below_a_path(forum: SampleForum) -> None:
    with serve(forum, root="/forum/") as site:
        client = Reader(site)
        assert client.get("index.php").status_code == 200
        assert requests.get(site.url.replace("forum/", "index.php"), timeout=5).status_code == 404
        client.close()


def test_misbehaviour_is_a_list_of_rules(site: Site, client: Reader, forum: SampleForum) -> None:
    filled(forum, 1)
    site.misbehave(misbehaviour.busy(429, retry_after="7"), times=2)
    site.misbehave(misbehaviour.blocked(), misbehaviour.script("thread.php", threadid=1))
    busy = [client.get("index.php") for _ in range(2)]
    assert [(answer.status_code, answer.headers["Retry-After"]) for answer in busy] == [(429, "7")] * 2
    assert client.get("index.php").status_code == 200
    assert b"Just a moment" in client.get("thread.php?threadid=1").content
    assert b"Just a moment" not in client.get("thread.php?threadid=1").content
    assert not site.rules
    site.misbehave(misbehaviour.maintenance(forum))
    assert "Wartungsmodus" in client.get("index.php").text
    assert "Wartungsmodus" not in client.get("index.php").text
    site.misbehave(misbehaviour.database_down(), times=None)
    assert all(b"SQL-DATABASE ERROR" in client.get("index.php").content for _ in range(3))
    site.behave()
    assert b"SQL-DATABASE ERROR" not in client.get("index.php").content


def test_cut_dripping_and_ended_answers(site: Site, client: Reader) -> None:
    site.misbehave(misbehaviour.cut(100))
    with pytest.raises(requests.exceptions.ChunkedEncodingError):
        client.get("index.php")
    site.misbehave(misbehaviour.cut(100, declared=False))
    assert len(client.get("index.php").content) == 100
    site.misbehave(misbehaviour.hang_up())
    with pytest.raises(requests.exceptions.ConnectionError):
        client.get("index.php")
    site.misbehave(misbehaviour.with_body(b"Beitr&auml;ge", b"Posts"))
    assert b"<b>Posts</b>" in client.get("index.php").content
    assert b"<b>Beitr&auml;ge</b>" in client.get("index.php").content


def test_a_dripping_answer_pauses_after_each_piece(
    site: Site, client: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []

    def note(seconds: float) -> bool:
        pauses.append(seconds)
        return False

    monkeypatch.setattr(site.stopped, "wait", note)
    site.misbehave(misbehaviour.drip(3.0, piece=1_000))
    body = client.get("index.php").content
    assert body.endswith(b"</html>")
    assert pauses == [3.0] * -(-len(body) // 1_000)


def test_a_hook_can_change_the_forum_between_requests(site: Site, client: Reader, forum: SampleForum) -> None:
    def write(request: Request) -> None:
        if request.script == "board.php":
            forum.new_thread(2, "Jörg", "eben erst", "x")

    site.before_answer = write
    assert "eben erst" not in client.page("index.php").get_text()
    assert "eben erst" in client.page("board.php?boardid=2").get_text()


def test_what_a_hook_raises_fails_the_test(forum: SampleForum) -> None:
    def fail(request: Request) -> None:
        raise ValueError(request.target)

    def visit() -> None:
        with serve(forum) as site:
            site.before_answer = fail
            client = Reader(site)
            with pytest.raises(requests.exceptions.ConnectionError):
                client.get("index.php")
            client.close()

    with pytest.raises(ValueError, match="index"):
        visit()
