"""Topics whose long words the forum cut."""

import pytest

from feedforum.engines.wbb2.topics import rejoin_topic

LONG = "Überlängendonaudampfschifffahrtsgesellsc"


@pytest.mark.parametrize(("text", "expected"), [
    (f"ein  {LONG}\nhaftswort", f"ein {LONG}haftswort"),
    (f" {LONG}\n {LONG}\nx", f"{LONG}{LONG}x"),
    (f" {LONG}\n", LONG),
    (f" {LONG}\n  {LONG}\nx", f"{LONG} {LONG}x"),
    (f" {LONG}\n kurz", f"{LONG} kurz"),
    (f"ein {LONG} haft", f"ein {LONG} haft"),
    ("kurz\num", "kurz\num"),
    ("", ""),
])  # fmt: skip
def test_topic_that_was_cut(text: str, expected: str) -> None:
    assert rejoin_topic(text) == expected
