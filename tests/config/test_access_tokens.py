"""Access tokens: as themselves or hashed, compared in a time that tells nothing."""

import hmac
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedforum.config.access_tokens import checked_token, hashed, token_in

texts = st.text(st.characters(exclude_categories=()), max_size=40)


def test_every_token_is_compared_whatever_was_given(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[bytes, bytes]] = []
    right = hmac.compare_digest

    def counted(given: bytes, token: bytes) -> bool:
        compared.append((given, token))
        return right(given, token)

    monkeypatch.setattr(hmac, "compare_digest", counted)
    written = ["the first", hashed("the second"), "the third one"]
    assert token_in(["the first"], written)
    tokens = (b"the first", b"the second", b"the third one")
    assert compared == [(sha256(tokens[0]).digest(), sha256(token).digest()) for token in tokens]
    compared.clear()
    assert not token_in(["x", ""], written)
    assert len(compared) == 6


@given(texts, st.lists(texts.filter(lambda text: not text.startswith("sha256:")), max_size=4))
def test_only_what_is_written_is_a_token(text: str, tokens: list[str]) -> None:
    assert bool(token_in([text], tokens)) == (text in tokens)
    assert bool(token_in([text], [hashed(token) for token in tokens])) == (text in tokens)
    assert bool(token_in(["", text], tokens)) == ("" in tokens or text in tokens)


@pytest.mark.parametrize("given", ["", "x", "tokén", "\udcff\x00", "\ud800", "token "])
def test_what_is_no_token(given: str) -> None:
    assert not token_in([given], ["token", "schlüssel", hashed("another")])
    assert not token_in([given], [])


def test_tokens_may_have_any_letters() -> None:
    assert token_in(["", "schlüssel"], ["token", "schlüssel"])
    assert token_in(["schlüssel"], [hashed("schlüssel")])


def test_a_hash_opens_nothing() -> None:
    written = hashed("open-sesame")
    assert not token_in([written, written.removeprefix("sha256:")], [written])


def test_how_a_hash_is_written() -> None:
    assert hashed("open-sesame") == "sha256:" + sha256(b"open-sesame").hexdigest()
    upper = "sha256:" + sha256(b"open-sesame").hexdigest().upper()
    assert token_in(["open-sesame"], [checked_token(upper)])


@pytest.mark.parametrize("written", ["", "seven77", "sha256:", "sha256:open-sesame", "sha256:" + "0" * 63])
def test_what_cannot_be_a_token(written: str) -> None:
    with pytest.raises(ValueError, match="expected"):
        checked_token(written)


def test_the_hash_of_nothing_is_no_token() -> None:
    """Whoever gives no token gives nothing, and would be let in by it."""
    for written in (hashed(""), hashed("").upper().replace("SHA256", "sha256")):
        with pytest.raises(ValueError, match="hash of a token"):
            checked_token(written)
