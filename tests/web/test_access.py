"""Tokens."""

import hmac

import pytest

from feedforum.web.access import is_token


def test_every_token_is_compared_in_constant_time(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[bytes] = []
    right = hmac.compare_digest

    def counted(given: bytes, token: bytes) -> bool:
        compared.append(token)
        return right(given, token)

    monkeypatch.setattr(hmac, "compare_digest", counted)
    assert is_token(["first"], ["first", "second", "third"])
    assert compared == [b"first", b"second", b"third"]


@pytest.mark.parametrize("given", ["", "x", "tokén", "\udcff\x00", "\ud800", "token "])
def test_what_is_no_token(given: str) -> None:
    assert not is_token([given], ["token", "schlüssel"])
    assert not is_token([given], [])


def test_tokens_may_have_any_letters() -> None:
    assert is_token(["", "schlüssel"], ["token", "schlüssel"])
