"""The cache of feeds: whatever is asked, the answer is that without it."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from tests.poll.world import KEY, World
from tests.thorough import times
from tests.web.cached_sites import SECRET_BOARD, TOKEN, Pair, polled_world


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A forum and a store that no test changes."""
    with polled_world(tmp_path_factory.mktemp("store")) as made:
        yield made


@pytest.fixture(scope="module")
def pair(still: World) -> Pair:
    return Pair(still)


def parts(answer: TestResponse) -> tuple[object, ...]:
    # Both tell the second at which they were made.
    timed = {"Date", "Set-Cookie"}
    headers = sorted((name, "" if name in timed else value) for name, value in answer.headers)
    return answer.status, headers, answer.data


PLACES = (
    *("posts", "threads", "boards/2/posts", "boards/2/threads", f"boards/{SECRET_BOARD}/posts"),
    *("threads/1", "threads/99", "search", "boards/77/posts"),
)

QUERIES = (
    "",
    "",
    "limit=2",
    "limit=x",
    "first=1",
    "author=Anna",
    "q=Erster",
    "before=4",
    "before=x",
    "%71=Erster",
)

TOKENS = ("", "", TOKEN, "wrong-wrong-wrong")

HEADERS = {
    "Accept": (None, "*/*", "text/html,application/xhtml+xml,*/*;q=0.8", "application/atom+xml,text/html"),
    "Accept-Encoding": (
        None,
        "gzip",
        "gzip, deflate, br",
        "gzip;q=0.2, identity",
        "identity",
        "*",
        "gzip;q=x",
    ),
    "Accept-Language": (None, "de", "en"),
    "Host": (None, "localhost", "feeds.example:8080", "a b"),
    "If-Modified-Since": (None, None, "Thu, 01 Jan 2026 00:00:00 GMT", "nonsense"),
    "Range": (None, None, "bytes=0-9", "bytes=x"),
    "If-Range": (None, None, None, '"x"'),
}

TAGS = (None, None, "{etag}", "W/{etag}", '"x", {etag}', '"x"', "*", "{bare}", "{", '{etag}, ""')

VALUES: dict[str, tuple[Any, ...]] = {
    "method": ("GET", "GET", "HEAD", "POST", "OPTIONS"),
    "place": PLACES,
    "ext": ("atom", "rss", "json", "html"),
    "query": QUERIES,
    "token": TOKENS,
    "as_query": (False, True),
    "root": ("", "/below"),
    "scheme": ("http", "https"),
    "none_match": TAGS,
    "match": (None, None, None, "{etag}", '"x"', "*"),
    **HEADERS,
}

PLAIN = {name: values[0] for name, values in VALUES.items()}

requests = st.fixed_dictionaries({name: st.sampled_from(values) for name, values in VALUES.items()})


def ask(client: FlaskClient, wanted: dict[str, Any], etag: str) -> TestResponse:
    path = f"/feeds/{KEY}/{wanted['place']}.{wanted['ext']}"
    queries = [wanted["query"]] if wanted["query"] else []
    headers = {name: wanted[name] for name in HEADERS if wanted[name] is not None}
    if wanted["token"] and wanted["as_query"]:
        queries.append(f"token={wanted['token']}")
    elif wanted["token"]:
        headers["Authorization"] = f"Bearer {wanted['token']}"
    for name, value in (("If-None-Match", wanted["none_match"]), ("If-Match", wanted["match"])):
        if value is not None:
            headers[name] = value.replace("{etag}", etag).replace("{bare}", etag.strip('"'))
    return client.open(
        path,
        method=wanted["method"],
        query_string="&".join(queries),
        headers=headers,
        base_url=f"{wanted['scheme']}://localhost{wanted['root']}/",
        buffered=True,
    )


@settings(
    max_examples=times(300, 150),
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(wanted=requests)
def test_whatever_is_asked_the_answer_is_the_same(pair: Pair, wanted: dict[str, Any]) -> None:
    free = wanted | {"none_match": None, "match": None, "method": "GET"}
    etag = ask(pair.plain, free, "").headers.get("ETag", '"none"')
    expected = parts(ask(pair.plain, wanted, etag))
    for _ in range(2):
        assert parts(ask(pair.cached, wanted, etag)) == expected


@pytest.mark.parametrize(
    "base",
    [
        {"place": "posts", "ext": "atom"},
        {"place": "threads/1", "ext": "json", "Accept-Encoding": "gzip"},
        {"place": f"boards/{SECRET_BOARD}/posts", "ext": "rss", "token": TOKEN},
        {"place": "threads", "ext": "atom", "token": TOKEN, "as_query": True},
    ],
)
def test_who_asks_for_nearly_the_same_gets_another_answer(still: World, base: dict[str, Any]) -> None:
    pair = Pair(still)
    wanted = PLAIN | base
    etag = ask(pair.cached, wanted, "").headers["ETag"]
    for name, values in VALUES.items():
        for value in values:
            other = wanted | {name: value}
            assert parts(ask(pair.cached, other, etag)) == parts(ask(pair.plain, other, etag)), other
