"""The owner's way in and out, and the gate before the owner's pages."""

import re
from itertools import product
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from werkzeug.test import TestResponse

from feedforum.config.access_tokens import hashed
from feedforum.web.login_throttle import FREE_ATTEMPTS, LONGEST_WAIT, MOST_ADDRESSES, LoginThrottle
from tests.web.sites import PASSWORD, OwnersSite, StillClock, app, settings


def token_in(answer: TestResponse) -> str:
    found = re.search(r'name="token" value="([^"]+)"', answer.text)
    assert found
    return found[1]


def log_in(client: FlaskClient, password: str = PASSWORD, **more: Any) -> TestResponse:
    token = token_in(client.get("/login"))
    return client.post("/login", data={"token": token, "password": password, **more})


def cookie_in(answer: TestResponse) -> str:
    return answer.headers.get("Set-Cookie", "")


def test_without_a_password_there_is_nothing_for_an_owner() -> None:
    for made in (app(), OwnersSite().app(password="")):
        client = made.test_client()
        for address in ("/status", "/login"):
            assert client.get(address).status_code == 404
        assert client.post("/status/poll").status_code == 404
        assert client.post("/logout").status_code == 404
        assert 'href="./status"' not in client.get("/").text
    assert 'href="./status"' in OwnersSite().app().test_client().get("/").text


def test_who_has_not_logged_in_is_led_to_the_way_in_and_back() -> None:
    client = OwnersSite().app().test_client()
    answer = client.get("/status")
    assert (answer.status_code, answer.headers["Location"]) == (303, "./login?next=status")
    answer = log_in(client, next="status")
    assert (answer.status_code, answer.headers["Location"]) == (303, "./status")
    assert client.get("/status").status_code == 200


@pytest.mark.parametrize(
    "page", ["follow?address=http%3A%2F%2Fsat.example%2Fx.php%3Ft%3D7%26p%3D2%23a", "find?address=x%C3%A4"]
)
def test_what_a_bookmark_sends_along_is_still_there_after_logging_in(page: str) -> None:
    client = OwnersSite().app().test_client()
    led = client.get(f"/{page}").headers["Location"]
    (after,) = etree.HTML(client.get(led.removeprefix(".")).text).xpath("//input[@name='next']/@value")
    assert log_in(client, next=after).headers["Location"] == f"./{page}"


@pytest.mark.parametrize(
    "after",
    [
        "x?a\r\nb",
        "x?" + "y" * 9999,
        "?x",
        "//evil.example",
        "https://evil.example",
        "/status",
        "..",
        "a\r\nb",
        "",
    ],
)
def test_the_way_back_never_leads_elsewhere(after: str) -> None:
    client = OwnersSite().app().test_client()
    assert log_in(client, next=after).headers["Location"] == "./status"


@pytest.mark.parametrize("password", ["", "wrong", PASSWORD + " ", PASSWORD.upper(), "\ud800"])
def test_a_wrong_password_is_refused(password: str) -> None:
    client = OwnersSite().app().test_client()
    answer = log_in(client, password.encode(errors="surrogatepass").decode(errors="replace"))
    assert answer.status_code == 403
    assert 'role="alert"' in answer.text
    assert client.get("/status").status_code == 303


def test_the_cookie_is_guarded() -> None:
    for url, secure in (("https://feeds.example", True), ("", False)):
        client = OwnersSite().app(public_url=url).test_client()
        base = url or "http://localhost"
        token = token_in(client.get("/login", base_url=base))
        answer = client.post("/login", data={"token": token, "password": PASSWORD}, base_url=base)
        assert answer.status_code == 303
        assert "HttpOnly" in cookie_in(answer)
        assert "SameSite=Lax" in cookie_in(answer)
        assert ("Secure" in cookie_in(answer)) == secure
        assert "Expires" in cookie_in(answer)


@pytest.mark.parametrize(("proxies", "path"), [(0, "/"), (1, "/forums")])
def test_the_cookie_goes_to_no_other_program_of_a_host(proxies: int, path: str) -> None:
    client = OwnersSite().app(behind_proxies=proxies).test_client()
    answer = client.get("/login", headers={"X-Forwarded-Prefix": "/forums"})
    assert f"; Path={path};" in cookie_in(answer)


def test_readers_get_no_cookie() -> None:
    client = OwnersSite().app().test_client()
    for address in ("/", "/feeds/sat/posts.atom", "/search", "/healthz", "/forums/sat"):
        answer = client.get(address)
        assert "Set-Cookie" not in answer.headers
        if address.startswith("/feeds"):
            assert "Cookie" not in answer.headers.get("Vary", "")


def test_a_session_outlives_a_restart_and_ends_with_another_password() -> None:
    client = OwnersSite().app().test_client()
    log_in(client)
    cookie = client.get_cookie("feedforum_owner")
    assert cookie
    for password, status in ((PASSWORD, 200), ("another one", 303)):
        again = OwnersSite().app(password).test_client()
        again.set_cookie("feedforum_owner", cookie.value)
        assert again.get("/status").status_code == status
    assert PASSWORD not in cookie.value


def test_logging_out_ends_the_session_of_a_browser() -> None:
    client = OwnersSite().app().test_client()
    log_in(client)
    answer = client.post("/logout", data={"token": token_in(client.get("/status"))})
    assert (answer.status_code, answer.headers["Location"]) == (303, "./")
    assert client.get("/status").status_code == 303


def test_logging_out_ends_every_copy_of_the_session_for_every_process() -> None:
    site = OwnersSite()
    client, other, later = (site.app().test_client() for _ in range(3))
    log_in(client)
    log_in(later)
    cookie = client.get_cookie("feedforum_owner")
    assert cookie
    copied = cookie.value
    other.set_cookie("feedforum_owner", copied)
    assert other.get("/status").status_code == 200
    client.post("/logout", data={"token": token_in(client.get("/status"))})
    for again in (client, other):
        again.set_cookie("feedforum_owner", copied)
        assert again.get("/status").status_code == 303
        assert again.get("/metrics").status_code == 401
    assert later.get("/status").status_code == 200, "another session of the owner"


def test_a_session_is_not_believed_while_the_store_cannot_tell(caplog: pytest.LogCaptureFixture) -> None:
    site = OwnersSite()
    client = site.app().test_client()
    log_in(client)
    page = client.get("/status")
    site.ended_sessions.broken = "The store is gone."
    for answer in (client.get("/status"), client.post("/logout", data={"token": token_in(page)})):
        assert answer.status_code == 503
        assert site.ended_sessions.broken not in answer.text
    assert site.ended_sessions.broken in caplog.text
    site.ended_sessions.broken = ""
    assert client.get("/status").status_code == 200


def test_a_form_from_elsewhere_is_refused() -> None:
    site = OwnersSite()
    client = site.app().test_client()
    log_in(client)
    for address, token in product(("/login", "/logout", "/status/poll"), (None, "", "x", "\u00fc")):
        data = {"password": PASSWORD, "forum": "sat"} | ({} if token is None else {"token": token})
        answer = client.post(address, data=data)
        assert answer.status_code == 400
        assert "load the page" in answer.text
    assert site.requested == []
    assert client.get("/status").status_code == 200


def test_the_token_changes_at_the_login() -> None:
    client = OwnersSite().app().test_client()
    before = token_in(client.get("/login"))
    log_in(client)
    assert token_in(client.get("/status")) != before


def test_the_owners_pages_stay_out_of_caches() -> None:
    client = OwnersSite().app().test_client()
    answers = [client.get("/login"), client.get("/status"), log_in(client), client.get("/status")]
    assert {answer.headers["Cache-Control"] for answer in answers} == {"no-store"}


def test_a_form_has_a_bounded_size() -> None:
    client = OwnersSite().app().test_client()
    token = token_in(client.get("/login"))
    answer = client.post("/login", data={"token": token, "password": "x" * 20_000})
    assert answer.status_code == 413


# --- a configuration that changes while the program runs ---


def test_another_password_ends_sessions_and_is_asked_for_at_once() -> None:
    site = OwnersSite()
    client = site.app().test_client()
    log_in(client)
    assert client.get("/status").status_code == 200
    site.current.replace(settings(owner_password="another password"))
    assert client.get("/status").status_code == 303
    assert log_in(client).status_code == 403
    log_in(client, "another password")
    assert client.get("/status").status_code == 200


def test_the_pages_come_and_go_with_the_password_and_the_metrics_with_their_key() -> None:
    site = OwnersSite()
    client = site.app(password="", metrics=False).test_client()
    places = ("/status", "/login", "/metrics")
    assert [client.get(place).status_code for place in places] == [404, 404, 404]
    site.current.replace(settings(owner_password=PASSWORD, server={"metrics": True}))
    assert [client.get(place).status_code for place in places] == [303, 200, 401]
    assert 'href="./status"' in client.get("/").text
    log_in(client)
    assert [client.get(place).status_code for place in places] == [200, 200, 200]
    site.current.replace(settings())
    assert [client.get(place).status_code for place in places] == [404, 404, 404]
    assert client.post("/status/poll").status_code == 404


def test_a_password_that_reads_like_a_hashed_token_is_itself() -> None:
    for password in (hashed(PASSWORD), "sha256:none"):
        client = OwnersSite().app(password=password).test_client()
        assert log_in(client, PASSWORD).status_code == 403
        assert log_in(client, password).status_code == 303


# --- wrong passwords ---


def test_wrong_passwords_make_their_sender_wait_and_nobody_else() -> None:
    site = OwnersSite()
    made = site.app()
    client = made.test_client()
    for _ in range(FREE_ATTEMPTS):
        assert log_in(client, "wrong").status_code == 403
    answer = log_in(client)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "1")
    other = made.test_client()
    token = token_in(other.get("/login"))
    answer = other.post(
        "/login",
        data={"token": token, "password": PASSWORD},
        environ_overrides={"REMOTE_ADDR": "192.0.2.7"},
    )
    assert answer.status_code == 303


class Moving(StillClock):
    passed = 0.0

    def monotonic(self) -> float:
        return self.passed


@given(st.lists(st.floats(0, 600), max_size=40))
def test_the_wait_grows_and_is_bounded(pauses: list[float]) -> None:
    clock, before = Moving(), 0.0
    throttle = LoginThrottle(clock)
    for number, pause in enumerate(pauses, 1):
        throttle.failed("192.0.2.1")
        wait = throttle.wait_for("192.0.2.1")
        assert before - 1e-6 <= wait <= LONGEST_WAIT + 1e-6
        assert (wait > 0) == (number >= FREE_ATTEMPTS)
        before = wait
        clock.passed += pause
    throttle.succeeded("192.0.2.1")
    assert throttle.wait_for("192.0.2.1") == 0


def test_addresses_of_one_network_count_as_one_and_are_forgotten_in_the_end() -> None:
    throttle = LoginThrottle(Moving())
    for number in range(FREE_ATTEMPTS):
        throttle.failed(f"2001:db8::{number:x}")
    assert throttle.wait_for("2001:db8::ffff") == 1
    assert throttle.wait_for("2001:db8:0:1::1") == 0
    for number in range(MOST_ADDRESSES):
        throttle.failed(f"10.0.{number // 256}.{number % 256}")
    assert throttle.wait_for("2001:db8::ffff") == 0
    for _ in range(FREE_ATTEMPTS):
        throttle.failed("::ffff:192.0.2.1")
    assert throttle.wait_for("192.0.2.1") == 1


def test_the_owner_is_not_asked_for_a_token_to_see_what_is_seen_already() -> None:
    client = OwnersSite().app().test_client()
    log_in(client)
    for path in ("/", "/forums/club"):
        page = client.get(path).text
        assert "You are logged in and see everything." in page
        assert "?token=…" not in page
