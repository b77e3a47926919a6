"""Nothing private is in an answer without a token, by any route and parameters; with one it is there."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from feedforum.config import LiveSettings
from feedforum.schedule import request_poll
from feedforum.store import Store
from feedforum.web import AdminServices, create_app
from tests.web.secret_worlds import (
    BOARDS,
    ELSEWHERE,
    EVERYWHERE,
    THREADS,
    TOKEN,
    UNKNOWN,
    Plan,
    SecretWorld,
    Thread,
    keys_of,
    mark,
    plans,
    secret_world,
)
from tests.web.sites import OwnersSite, SampleFinder, StillClock, links

ALL_BOARDS = (*BOARDS, ELSEWHERE, UNKNOWN)
ALL_THREADS = (*THREADS, UNKNOWN)

Addresses = Callable[[str, str], list[str]]

# All addresses of each route; a route that is not here fails below, and has to be thought of.
ROUTES: dict[str, Addresses] = {
    "/": lambda key, ext: ["/"],
    "/feeds.opml": lambda key, ext: ["/feeds.opml", f"/feeds.opml?format={ext}"],
    "/robots.txt": lambda key, ext: ["/robots.txt"],
    "/feed.css": lambda key, ext: ["/feed.css"],
    "/feeds/<key>/posts.EXT": lambda key, ext: [f"/feeds/{key}/posts.{ext}"],
    "/feeds/<key>/threads.EXT": lambda key, ext: [f"/feeds/{key}/threads.{ext}"],
    "/feeds/<key>/boards/<id:board_id>/posts.EXT": lambda key, ext: [
        f"/feeds/{key}/boards/{board}/posts.{ext}" for board in ALL_BOARDS
    ],
    "/feeds/<key>/boards/<id:board_id>/threads.EXT": lambda key, ext: [
        f"/feeds/{key}/boards/{board}/threads.{ext}" for board in ALL_BOARDS
    ],
    "/feeds/<key>/threads/<id:thread_id>.EXT": lambda key, ext: [
        f"/feeds/{key}/threads/{thread}.{ext}" for thread in ALL_THREADS
    ],
    "/feeds/<key>/search.<ext>": lambda key, ext: [f"/feeds/{key}/search.{ext}?q={EVERYWHERE}"],
    "/feeds/search.<ext>": lambda key, ext: [f"/feeds/search.{ext}?q={EVERYWHERE}"],
    "/forums/<key>": lambda key, ext: [f"/forums/{key}"],
    "/forums/<key>/boards/<id:board_id>": lambda key, ext: [
        f"/forums/{key}/boards/{board}" for board in ALL_BOARDS
    ],
    "/forums/<key>/threads/<id:thread_id>": lambda key, ext: [
        f"/forums/{key}/threads/{thread}" for thread in ALL_THREADS
    ],
    "/search": lambda key, ext: [f"/search?q={EVERYWHERE}", f"/search?forum={key}&q={EVERYWHERE}"],
    "/media/<key>/<name>": lambda key, ext: [f"/media/{key}/0123456789abcdef.png"],
    "/healthz": lambda key, ext: ["/healthz", "/healthz?all=1", f"/healthz?forum={key}"],
    "/metrics": lambda key, ext: ["/metrics"],
    "/status": lambda key, ext: ["/status"],
    "/status/poll": lambda key, ext: ["/status/poll"],
    "/find": lambda key, ext: ["/find"],
    "/find/preview": lambda key, ext: ["/find/preview"],
    "/find/save": lambda key, ext: ["/find/save"],
    "/follow": lambda key, ext: ["/follow", f"/follow?address=http://{key}.example/thread.php?threadid=1"],
    "/forums/<key>/settings": lambda key, ext: [f"/forums/{key}/settings"],
    "/login": lambda key, ext: ["/login", "/login?next=status"],
    "/logout": lambda key, ext: ["/logout"],
    "/static/<path:filename>": lambda key, ext: ["/static/style.css", "/static/none"],
}
ODD = ("/favicon.ico", "/feeds/{key}/posts.html", "/feeds/{key}/posts.atom?limit=x", "/forums")

PARAMETERS = ("", "first=1", "limit=100", f"q={EVERYWHERE}", "author=zq*", "prefix=zq*", "not_title=none")


def test_every_route_is_asked() -> None:
    rules = {rule.rule for rule in OwnersSite().app().url_map.iter_rules()}
    assert {re.sub(r"\.(atom|rss|json)$", ".EXT", rule) for rule in rules} == ROUTES.keys()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    made = Store.at(f"sqlite:///{tmp_path_factory.mktemp('store')}/store.db")
    yield made
    made.close()


keys = (f"w{number}" for number in count())


def lived(store: Store, plan: Plan) -> tuple[SecretWorld, FlaskClient]:
    world = secret_world(store, next(keys), plan)
    return world, client_of(world, store)


def client_of(world: SecretWorld, store: Store) -> FlaskClient:
    """Of an application with all that there may be: pages for the owner and metrics, a hub and notices."""
    admin_services = AdminServices(
        store.forum_statuses,
        store.ended_sessions,
        lambda forum: request_poll(store, forum, StillClock().now()),
        finder=SampleFinder(),
    )
    made = create_app(
        LiveSettings(world.settings),
        store.read_repository,
        StillClock(),
        links,
        admin_services=admin_services,
        revisions=store.revisions,
    )
    # Each request by itself: a browser that has given a token is known from then on.
    return made.test_client(use_cookies=False)


def addresses(world: SecretWorld, ext: str, parameter: str) -> list[str]:
    found = [each for made in ROUTES.values() for each in made(world.key, ext)]
    for place in ("posts", "threads", f"boards/{BOARDS[0]}/posts", f"threads/{THREADS[0]}", "search"):
        parameters = f"q={EVERYWHERE}&{parameter}" if place == "search" else parameter
        found.append(f"/feeds/{world.key}/{place}.{ext}?{parameters}")
    return found + [each.format(key=world.key) for each in ODD]


def get(client: FlaskClient, address: str, *, token: bool) -> TestResponse:
    if not token:
        return client.get(address, buffered=True)
    # Both ways in turn.
    if len(address) % 2:
        return client.get(address, auth=("anyone", TOKEN), buffered=True)
    return client.get(f"{address}{'&' if '?' in address else '?'}token={TOKEN}", buffered=True)


def parts(answer: TestResponse) -> str:
    return f"{answer.status}\n{answer.headers}\n{answer.text}"


def check(answer: TestResponse, address: str, secrets: set[str]) -> None:
    """That an answer to somebody without a token tells none of the secrets but those of its own address."""
    text = parts(answer)
    assert not {word for word in secrets if word in text and word not in address}, address
    if answer.status_code == 401:
        assert answer.mimetype == "text/plain"
        assert not {word for word in secrets if word in text}, address
        assert answer.headers["WWW-Authenticate"].startswith("Basic ")
        assert answer.headers["Cache-Control"] == "no-store"


def check_opened(answer: TestResponse, address: str, secrets: set[str], nowhere: set[str]) -> str:
    """That an answer to somebody with a token keeps secrets from caches, and the token to itself."""
    text = parts(answer)
    if answer.mimetype == "text/html":
        # Pages show it in the addresses that are copied for a reader, and nowhere else.
        text = text.replace(f"?token={TOKEN}", "").replace(f"&amp;token={TOKEN}", "")
    assert TOKEN not in text, address
    assert answer.status_code != 401, address
    assert not {word for word in nowhere if word in text}, address
    if answer.status_code == 200 and any(word in text for word in secrets if word.startswith("zq")):
        assert "private" in answer.headers["Cache-Control"], address
        assert "Authorization" in answer.headers["Vary"], address
    return text


MIXED = Plan(
    said=None,
    member=False,
    boards=(None, True, None),
    threads=(
        Thread((BOARDS[0],), False, None, True, False),
        Thread((BOARDS[1],), False, None, True, False),
        Thread((BOARDS[1],), True, False, False, False),
        Thread((BOARDS[0],), True, True, False, False),
        Thread((BOARDS[1], None), True, None, False, False),
    ),
)


OPEN_ELSEWHERE = replace(
    MIXED,
    boards=(None, None, None),
    threads=(
        Thread((ELSEWHERE,), True, None, False, False),
        Thread((BOARDS[0],), True, True, False, False),
        *MIXED.threads[2:],
    ),
)
"""An open thread stands in a board that is not watched, whose title is shown with a token alone."""


# Made smaller, a world that tells takes minutes, and says no more.
@settings(max_examples=4, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@example(plan=MIXED, ext="json", parameter="first=1")
@example(plan=OPEN_ELSEWHERE, ext="json", parameter="first=1")
@given(plan=plans, ext=st.sampled_from(["atom", "rss", "json"]), parameter=st.sampled_from(PARAMETERS))
def test_nothing_private_is_told(store: Store, plan: Plan, ext: str, parameter: str) -> None:
    world, client = lived(store, plan)
    hidden, nowhere = world.hidden(), world.nowhere()
    open_texts, all_texts = [], []
    for address in addresses(world, ext, parameter):
        answer = get(client, address, token=False)
        check(answer, address, hidden)
        open_texts.append(parts(answer))
        all_texts.append(check_opened(get(client, address, token=True), address, hidden, nowhere))
    shown = "".join(open_texts)
    assert not {word for word in world.shown(token=False) if word not in shown}
    shown = "".join(all_texts)
    assert not {word for word in world.shown(token=True) if word not in shown}


OPEN, SHUT, OPENED, CLOSED, LEFT = THREADS

Lived = tuple[SecretWorld, FlaskClient]


@pytest.fixture(scope="module")
def mixed(store: Store) -> Lived:
    return lived(store, MIXED)


def test_what_is_shut_is_not_told_from_what_is_not_there(mixed: Lived) -> None:
    world, client = mixed
    pairs = [
        *(
            (f"/forums/{{}}/threads/{thread}", f"/forums/{{}}/threads/{UNKNOWN}")
            for thread in (SHUT, CLOSED, LEFT)
        ),
        *(
            (f"/feeds/{{}}/threads/{thread}.atom", f"/feeds/{{}}/threads/{UNKNOWN}.atom")
            for thread in (SHUT, CLOSED, LEFT)
        ),
        (f"/feeds/{{}}/boards/{BOARDS[1]}/posts.rss", f"/feeds/{{}}/boards/{UNKNOWN}/posts.rss"),
        (f"/forums/{{}}/boards/{BOARDS[1]}", f"/forums/{{}}/boards/{UNKNOWN}"),
        (
            f"/forums/{{}}/threads/{SHUT}?post={keys_of(SHUT)[0]}",
            f"/forums/{{}}/threads/{UNKNOWN}?post={keys_of(SHUT)[0]}",
        ),
        *(
            (f"/feeds/{{}}/posts.atom?before={key}", f"/feeds/{{}}/posts.atom?before={UNKNOWN}")
            for key in keys_of(SHUT)
        ),
        (
            f"/feeds/search.json?q=x&before={{}}/{keys_of(SHUT)[0]}",
            f"/feeds/search.json?q=x&before={{}}/{UNKNOWN}",
        ),
    ]
    for there, not_there in pairs:
        answers = [get(client, address.format(world.key), token=False) for address in (there, not_there)]
        first, second = (re.sub("Date: .*", "", parts(answer)) for answer in answers)
        assert first == second, there
        assert answers[0].status_code in {401, 404}
        assert get(client, there.format(world.key), token=True).status_code == 200, there
        assert get(client, not_there.format(world.key), token=True).status_code == 404, not_there


def test_no_answer_repeats_a_token_that_came_with_an_address(mixed: Lived) -> None:
    world, client = mixed
    for address in addresses(world, "atom", "limit=100"):
        answer = client.get(f"{address}{'&' if '?' in address else '?'}token={TOKEN}", buffered=True)
        check_opened(answer, address, world.hidden(), world.nowhere())


def test_a_post_is_found_in_its_own_thread_alone(mixed: Lived) -> None:
    world, client = mixed
    for thread in (SHUT, CLOSED, LEFT):
        for key in (keys_of(thread)[0], str(UNKNOWN)):
            answer = get(client, f"/forums/{world.key}/threads/{OPEN}?post={key}", token=False)
            assert answer.status_code == 404, key


@pytest.mark.parametrize("kind", ["topic", "text", "author"])
def test_looking_for_a_private_word_finds_nothing(mixed: Lived, kind: str) -> None:
    world, client = mixed
    for thread, seen in ((SHUT, False), (CLOSED, False), (LEFT, False), (OPENED, True)):
        parameters = {"author": f"author={mark('author', thread)}"}.get(kind, f"q={mark(kind, thread)}")
        for address in (
            f"/feeds/{world.key}/posts.json?{parameters}",
            f"/feeds/search.json?{parameters}&q={EVERYWHERE}",
        ):
            found = get(client, address, token=False).get_json()["items"]
            assert bool(found) is seen, address
            assert get(client, address, token=True).get_json()["items"], address


def test_an_open_thread_of_a_private_board_does_not_name_it(mixed: Lived) -> None:
    world, client = mixed
    for address in (f"/forums/{world.key}/threads/{OPENED}", f"/feeds/{world.key}/threads/{OPENED}.json"):
        assert mark("title", BOARDS[1]) not in get(client, address, token=False).text
        assert mark("text", OPENED) in get(client, address, token=False).text
        assert mark("title", BOARDS[1]) in get(client, address, token=True).text


def test_a_thread_is_as_private_as_the_board_it_stands_in(store: Store) -> None:
    one, shut, other = BOARDS
    moves = {
        (one,): 200,
        (one, shut): 401,
        (one, shut, one): 200,
        (shut, other): 200,
        (shut, other, shut): 401,
    }
    threads = tuple(Thread(boards, len(boards) > 1, None, False, False) for boards in moves)
    world, client = lived(store, replace(MIXED, threads=threads))
    of_forum = get(client, f"/feeds/{world.key}/posts.atom", token=False).text
    for thread, (boards, status) in zip(THREADS, moves.items(), strict=True):
        answer = get(client, f"/feeds/{world.key}/threads/{thread}.atom", token=False)
        assert answer.status_code == status, boards
        assert (mark("text", thread) in of_forum) is (status == 200), boards


def test_removed_posts_of_private_places_are_not_told_of(mixed: Lived) -> None:
    world, client = mixed
    gone_open, gone_shut = keys_of(OPEN)[1], keys_of(SHUT)[1]
    for address in (f"/feeds/{world.key}/posts.atom", f"/feeds/{world.key}/search.atom?q={EVERYWHERE}"):
        text = get(client, address, token=False).text
        assert gone_open in text
        assert gone_shut not in text
        assert gone_shut in get(client, address, token=True).text


def test_what_is_open_may_be_kept_by_all_caches(store: Store) -> None:
    world, client = lived(store, replace(MIXED, threads=(MIXED.threads[0],) * len(THREADS)))
    for board, cached_as in ((BOARDS[0], "public"), (BOARDS[1], "private")):
        answer = get(client, f"/feeds/{world.key}/boards/{board}/posts.atom", token=True)
        assert answer.headers["Cache-Control"].startswith(f"{cached_as}, ")


def test_caches_are_told_what_depends_on_the_token(mixed: Lived) -> None:
    world, client = mixed
    feeds = f"/feeds/{world.key}"
    for path, token, cached_as in (
        ("posts.atom", False, "public"),
        ("posts.atom", True, "private"),
        (f"boards/{BOARDS[0]}/posts.atom", True, "private"),
        (f"boards/{BOARDS[1]}/posts.atom", True, "private"),
        (f"threads/{SHUT}.atom", True, "private"),
        (f"search.atom?q={EVERYWHERE}", True, "private"),
    ):
        answer = get(client, f"{feeds}/{path}", token=token)
        assert answer.headers["Cache-Control"].startswith(f"{cached_as}, "), path
        assert "Authorization" in answer.headers["Vary"], path


def test_before_the_first_visit_nothing_is_told_either(tmp_path: Path) -> None:
    """A forum that was never polled tells no more of its private boards than one that was."""
    empty = Store.at(f"sqlite:///{tmp_path}/store.db")
    other = Store.at(f"sqlite:///{tmp_path}/other.db")
    world, _ = lived(other, MIXED)
    client = client_of(world, empty)
    for address in addresses(world, "atom", ""):
        check(get(client, address, token=False), address, world.hidden())
    empty.close()
    other.close()
