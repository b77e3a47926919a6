"""What holds for every address: strict headers, bounded work, and nothing said of what went wrong inside."""

from collections.abc import Iterator
from typing import Any

import pytest
from lxml import etree
from werkzeug.test import TestResponse

from tests.web.sites import PICTURE, TOKEN, app, read_repository, settings

VALUES: dict[str, Any] = {
    "key": "sat",
    "board_id": 26,
    "thread_id": 7,
    "kind": "posts",
    "ext": "atom",
    "filename": "style.css",
    "name": PICTURE.name,
}
QUERIES = {"/feeds/<key>/search.<ext>": "?q=genau", "/feeds/search.<ext>": "?q=genau", "/search": "?q=genau"}


def routes() -> Iterator[tuple[str, str]]:
    """Each rule of the application, with an address that it answers with 200."""
    map_ = app().url_map.bind("localhost")
    for rule in app().url_map.iter_rules():
        values = {name: VALUES[name] for name in rule.arguments}
        yield rule.rule, map_.build(rule.endpoint, values) + QUERIES.get(rule.rule, "")


ROUTES = dict(routes())
ADDRESSES = sorted(ROUTES.values())
STATIC = ROUTES["/static/<path:filename>"]
MEDIA = ROUTES["/media/<key>/<name>"]
OF_THE_STORE = [
    address for address in ADDRESSES if address not in {STATIC, ROUTES["/feed.css"], ROUTES["/robots.txt"]}
]


def check_headers(answer: TestResponse) -> None:
    """What every answer carries, whatever it is."""
    policy = dict(
        part.strip().partition(" ")[::2] for part in answer.headers["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in str(policy)
    # Only what is HTML has a script, one that is served from here.
    assert policy.get("script-src") == ("'self'" if answer.mimetype == "text/html" else None)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    readable = "Access-Control-Allow-Origin" in answer.headers
    assert answer.headers["Cross-Origin-Resource-Policy"] == ("cross-origin" if readable else "same-origin")
    assert "camera=()" in answer.headers["Permissions-Policy"]
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["X-Robots-Tag"] == "noindex"


def check_page(answer: TestResponse) -> None:
    """A page for people has no script and no style written into it, which the policy would stop anyway."""
    if answer.mimetype != "text/html" or not answer.data:
        return
    tree = etree.HTML(answer.text)
    assert not tree.xpath("//style | //@style | //iframe | //object | //embed | //script[text()]")
    assert all(str(source).endswith("/static/copy.js") for source in tree.xpath("//script/@src"))
    assert not [name for name in tree.xpath("//@*") if name.attrname.startswith("on")]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "TRACE", "BREW"])
def test_each_method(address: str, method: str) -> None:
    answer = app().test_client().open(address, method=method, buffered=True)
    assert answer.status_code == (200 if method in {"GET", "HEAD", "OPTIONS"} else 405)
    if answer.status_code == 405 or method == "OPTIONS":
        assert set(answer.headers["Allow"].replace(" ", "").split(",")) == {"GET", "HEAD", "OPTIONS"}
    assert bool(answer.data) == (method not in {"HEAD", "OPTIONS"})
    check_headers(answer)
    check_page(answer)


@pytest.mark.parametrize("address", OF_THE_STORE)
def test_what_breaks_inside_is_told_to_nobody(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = "Traceback: /etc/passwd at line 7"
    library = read_repository()

    def broken(*values: object, **named: object) -> None:
        raise RuntimeError(secret)

    for name in (
        "forum",
        "boards",
        "board",
        "thread",
        "threads",
        "newest_posts",
    ):
        monkeypatch.setattr(library, name, broken)
    answer = app(None, library).test_client().get(address)
    assert answer.status_code == 500
    assert secret not in answer.text
    assert "RuntimeError" not in answer.text
    assert "File" not in answer.text
    assert address.startswith("/feeds") <= (answer.mimetype == "text/plain")
    assert answer.headers["Cache-Control"] == "no-store"
    check_headers(answer)
    check_page(answer)


@pytest.mark.parametrize("address", OF_THE_STORE)
def test_a_store_that_fails_is_a_503(address: str) -> None:
    library = read_repository()
    library.broken = "The store cannot be used (secret place); see that its disk has room."
    answer = app(None, library).test_client().get(address)
    assert answer.status_code == 503
    assert "secret place" not in answer.text
    check_headers(answer)
    check_page(answer)


@pytest.mark.parametrize(
    "address",
    [
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e/%2e%2e/config/models.py",
        "/static/..\\app.py",
        "/static//etc/passwd",
        "/static/%00",
        "/static/",
        "/feeds/%00/posts.atom",
        "/feeds/sat/threads/" + "9" * 400 + ".atom",
        "/feeds/sat/boards/-1/posts.atom",
        "/feeds/sat/threads/\u0664.atom",
        "/feeds/" + "x" * 5000 + "/posts.atom",
        "/feeds/sat/posts.atom/../../../healthz",
        "/forums/sat/threads/0",
        "/forums/%ff%fe",
        "/" + "a/" * 2000,
        "/feeds/sat/posts.atom?before=" + "9" * 100_000,
        "/feeds/sat/posts.atom?before=%00",
        "/feeds/search.atom?q=genau&before=" + "/" * 1000,
        "/search?forum=" + "x" * 5000,
    ],
)
def test_absurd_addresses_are_not_found(address: str) -> None:
    answer = app().test_client().get(address)
    assert answer.status_code == 404
    assert "etc" not in answer.text
    check_headers(answer)
    check_page(answer)


@pytest.mark.parametrize(
    "query",
    [
        "&".join(f"x{number}=y" for number in range(5000)),
        "token=" + "x" * 50_000,
        "&".join(["token=wrong"] * 2000),
        "limit=" + "&limit=1" * 20,
        "utm_source=%ff%00<script>",
    ],
)
def test_parameters_that_ask_for_nothing_cost_nothing(query: str) -> None:
    plain, filtered = (app().test_client().get(f"/feeds/sat/posts.atom?{each}") for each in ("", query))
    assert filtered.status_code == 200
    if "limit" not in query:
        assert filtered.data == plain.data


@pytest.mark.parametrize(
    "host",
    ['"><script>x</script>', "x" * 3000, "[::1", "a b", "evil.example:99999999", "\u00e4.example", "%00", ""],
)
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_host_that_is_nonsense_does_no_harm(address: str, host: str) -> None:
    client = app(settings(server={"public_url": ""})).test_client()
    answer = client.get(address, environ_overrides={"HTTP_HOST": host}, buffered=True)
    assert answer.status_code in {200, 400}
    assert "<script>" not in answer.text
    if answer.status_code == 200 and "xml" in (answer.mimetype or ""):
        etree.fromstring(answer.data)
    check_headers(answer)
    check_page(answer)


@pytest.mark.parametrize("address", ADDRESSES)
def test_headers_that_are_nonsense_do_no_harm(address: str) -> None:
    nonsense = {
        "Accept-Language": "de;q=x," * 500,
        "Accept-Encoding": "gzip;q=9e99,;;;" * 200,
        "Authorization": "Basic " + "=" * 500,
        "If-None-Match": '"' * 500,
        "If-Modified-Since": "yesterday",
        "Range": "bytes=0-1,2-3," * 500,
        "Cookie": "a" * 5000,
    }
    answer = app().test_client().get(address, headers=nonsense, buffered=True)
    assert answer.status_code == (416 if address in {STATIC, MEDIA} else 200)
    check_headers(answer)


def test_a_wrong_token_is_a_401_with_the_same_headers() -> None:
    client = app().test_client(use_cookies=False)
    for address in ("/feeds/club/posts.atom", "/forums/club", "/search?forum=club&q=x"):
        assert client.get(f"{address}{'&' if '?' in address else '?'}token={TOKEN}").status_code == 200
        answer = client.get(address)
        assert answer.status_code == 401
        check_headers(answer)
        check_page(answer)
