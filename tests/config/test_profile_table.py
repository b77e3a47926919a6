"""`[forum.profile]`: read as it is documented, and every fault of it named with its place."""

import re
from pathlib import Path

import pytest

from feedforum.records import PostBlocks, Profile, ThreadRows, Urls
from tests.config.files import faults, loaded

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "learning-a-forum.md"
PROFILE = """
[[forum]]
key = "club"
url = "http://club.example/"
boards = "all"

[forum.profile]
urls.thread = "t.asp?id={id}"
threads.row = "tr"
posts = { block = "div", author = "b", date = "i", text = "p" }
"""


def test_the_least_that_a_profile_needs(tmp_path: Path) -> None:
    (forum,) = loaded(tmp_path, PROFILE).forums
    assert forum.profile == Profile(Urls("t.asp?id={id}"), ThreadRows("tr"), PostBlocks("div", "b", "i", "p"))


def test_the_example_of_the_guide_is_a_profile(tmp_path: Path) -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    (forum,) = loaded(tmp_path, example).forums
    assert forum.profile is not None
    assert forum.profile.posts_per_page == 20
    assert forum.profile.posts.signature == "div.signature"


@pytest.mark.parametrize(
    ("right", "wrong", "fault"),
    [
        (
            '"tr"',
            '"tr["',
            "profile: threads.row: expected a CSS selector (Malformed attribute selector at position 2).",
        ),
        ("{id}", "", 'profile: urls.thread: expected an address with {id}, such as "topic.php?id={id}".'),
        ('row = "tr"', 'raw = "tr"', "profile threads raw: unknown key; did you mean row?"),
        (
            '"p" }',
            '"p", id = "p" }',
            'profile: posts.id: expected an attribute and its pattern, such as "id=post-{id}".',
        ),
        ("urls.thread =", "url.thread =", "profile url: unknown key; did you mean urls?"),
    ],
)
def test_a_fault(tmp_path: Path, right: str, wrong: str, fault: str) -> None:
    assert f'[[forum]] "club" {fault}' in faults(tmp_path, PROFILE.replace(right, wrong))


def test_an_engine_that_would_not_look_at_it_is_a_fault(tmp_path: Path) -> None:
    text = PROFILE.replace('boards = "all"', 'boards = "all"\nengine = "wbb2"')
    assert faults(tmp_path, text) == [
        "[[forum]] \"club\" profile: is not looked at with engine 'wbb2'; take one of them out."
    ]


def test_the_engine_needs_it(tmp_path: Path) -> None:
    text = PROFILE.partition("[forum.profile]")[0] + 'engine = "profile"\n'
    assert faults(tmp_path, text) == [
        '[[forum]] "club" engine: "profile" needs a [forum.profile], which feedforum discover writes.'
    ]
