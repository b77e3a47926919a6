"""Contradictions and missing secrets are reported along with other faults, where those leave no doubt."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from feedforum.config import schema
from feedforum.config.validation import contradictions, faults_of, valid_part
from feedforum.translations import translated_fault
from tests.config.files import FORUM, club, faults

_KEYS = sorted(
    {"some", "sever", *schema.File.model_fields, *schema.Server.model_fields, *schema.Forum.model_fields}
)


def test_what_is_sound_is_judged_though_the_rest_is_not(tmp_path: Path) -> None:
    text = """
    [polling]
    timeout = "soon"
    interval = "9h"
    [[forum]]
    key = "twice"
    url = "nowhere"
    boards = []
    engine = "phpbb"
    [[forum]]
    key = "twice"
    url = "http://two.example/"
    boards = "all"
    username = "me"
    password_env = "NOT_THERE"
    private = false
    [[forum]]
    key = "No Key"
    url = "http://three.example/"
    boards = [1, 1]
    """
    assert sorted(fault.partition(": ")[0] for fault in faults(tmp_path, text)) == sorted(
        [
            "[polling] timeout",
            "[polling] interval",
            '[[forum]] "twice" key',
            '[[forum]] "twice" url',
            '[[forum]] "twice" boards',
            '[[forum]] "twice" engine',
            '[[forum]] "twice" password_env',
            '[[forum]] "No Key" key',
            '[[forum]] "No Key" boards',
        ]
    )


@pytest.mark.parametrize(
    "text",
    [
        club('interval = "often"\nmax_interval = "1m"'),
        '[polling]\ninterval = "often"\nmax_interval = "1m"',
        club('username = 3\npassword_env = "P"'),
        club('usrname = "me"\npassword_env = "P"'),
        '[sever]\naccess_tokens = ["open-sesame"]\n' + FORUM + "private = true",
        '[[forums]]\nkey = "a"\n' + FORUM,
        '[server]\naccess_tokens = ["short"]\n' + FORUM + "private = true",
        FORUM.replace("[26, 38]", "true"),
        FORUM.replace("boards", "boreds"),
    ],
)
def test_what_is_faulty_or_misspelt_proves_nothing(tmp_path: Path, text: str) -> None:
    assert len(faults(tmp_path, text, {"P": "x"})) == 1


_JUNK = st.recursive(
    st.sampled_from([0, -1, 3.5, "", "x", "all", "9h", True, "http://x.example/"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(_KEYS), inner, max_size=3),
    max_leaves=12,
)


_FORUMS = st.lists(
    st.just({"key": "a", "url": "http://x.example/"})
    | st.dictionaries(st.sampled_from([*_KEYS, "boreds", "keys"]), _JUNK, max_size=5),
    max_size=3,
)
_FILES = st.dictionaries(st.sampled_from(_KEYS), _JUNK, max_size=3)


@given(_FILES, st.dictionaries(st.sampled_from(["forum", "forums"]), _FORUMS))
def test_of_any_file_at_all_something_is_sound(rest: dict[str, Any], forums: dict[str, Any]) -> None:
    raw = rest | forums
    error = _error(raw)
    if error is None:
        return
    file, faulty = valid_part(raw, error)
    found = [*contradictions(file, (), tokens=False, faulty=faulty)]
    assert faulty
    assert all(fault.startswith(("[[forum]]", "[polling]")) for fault in found)
    told = faults_of(raw, error)
    assert len(told) == error.error_count()
    assert [fault for fault in told if not translated_fault("de", fault)] == []


def _error(raw: dict[str, Any]) -> ValidationError | None:
    try:
        schema.File.model_validate(raw)
    except ValidationError as error:
        return error
    return None
