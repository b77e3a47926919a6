"""`feedforum token`."""

import re
import tomllib

from feedforum.config.access_tokens import checked_token, token_in
from tests.cli.conftest import Run


def test_a_token_is_shown_once_and_its_line_opens_for_it_alone(run: Run) -> None:
    status, out, err = run("token")
    token, line = out.splitlines()
    assert status == 0
    assert re.fullmatch(r"[A-Za-z0-9_-]{32}", token)
    assert token not in line + err
    assert "[server]" in err
    (written,) = tomllib.loads(line)["access_tokens"]
    assert checked_token(written) == written
    assert token_in([token], [written])


def test_no_two_are_the_same(run: Run) -> None:
    assert run("token")[1] != run("token")[1]
