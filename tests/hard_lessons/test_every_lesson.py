"""What users of programs like this one reported in public has a test each."""

import inspect
import re
from collections.abc import Callable

from tests.hard_lessons import test_lessons_of_dates, test_lessons_of_identity, test_lessons_of_text
from tests.saved_pages import FACTS, needs

LESSONS = FACTS / "hard-lessons.md"
TABLES = ("Identity", "Text", "Dates")


def lessons() -> dict[str, str]:
    """What went wrong, by the table that tells of it."""
    text = LESSONS.read_text(encoding="utf-8")
    found: dict[str, str] = {}
    for heading, body in re.findall(r"(?ms)^## (\w+)[^\n]*\n(.*?)(?=^## |\Z)", text):
        if heading in TABLES:
            found |= dict.fromkeys(re.findall(r"(?m)^\| (.+?) \| .+ \|$", body)[1:], heading)
    return found


def told(test: Callable[..., object]) -> str:
    return (inspect.getdoc(test) or "").partition("\n")[0]


@needs(LESSONS)
def test_every_lesson_is_a_test() -> None:
    modules = (test_lessons_of_identity, test_lessons_of_text, test_lessons_of_dates)
    tests = [value for each in modules for name, value in vars(each).items() if name.startswith("test_")]
    assert set(lessons()) <= {told(test) for test in tests}
    assert len(lessons()) == 18
