"""Surveys in tables: the result, with a row of text and votes for each answer, or the form with buttons."""

import re
from collections.abc import Callable

from bs4.element import Tag

from feedforum.engines.kit.dom import attribute, child_cells, inside, text_of, text_of_all
from feedforum.engines.kit.texts import count_of
from feedforum.records import Survey, SurveyChoice

_VOTES_AND_SHARE = re.compile(r"(\d[\d.,]*)\s*\(\s*\d[\d.,]*\s*%\s*\)\s*$")
_BUTTONS = frozenset(("radio", "checkbox"))


def is_button(field: Tag) -> bool:
    """Whether a form field is a button that one of several answers is chosen by."""
    return attribute(field, "type").lower() in _BUTTONS


def votes_before_share(text: str) -> int | None:
    """The votes in a text that ends as `12 (34%)` does; None where it does not."""
    match = _VOTES_AND_SHARE.search(text)
    return count_of(match[1]) if match else None


def survey_in(table: Tag | None, choice: Callable[[list[Tag]], SurveyChoice | None]) -> Survey | None:
    """The survey of a table, whose first cell has the question, behind a label in bold if there is one.

    `choice` reads the cells of a row as an answer. None where no row is one.
    """
    rows = [row for row in inside(table, "tr") if row.find_parent("table") is table]
    found = [made for row in rows if (made := choice(child_cells(row)))]
    first = next((cell for row in rows for cell in child_cells(row)), None)
    if first is None or not found:
        return None
    label = first.find("b")
    question = text_of_all(label.next_siblings) or text_of(label) if label else text_of(first)
    return Survey(question, tuple(found))


def result(cells: list[Tag]) -> SurveyChoice | None:
    """A row of a result: text, bar, votes, share."""
    votes = count_of(text_of(cells[2])) if len(cells) == 4 else None
    return SurveyChoice(text_of(cells[0]), votes) if votes is not None else None


def result_with_share(cells: list[Tag]) -> SurveyChoice | None:
    """A row of a result: text, then bar, votes and share as `votes_before_share`."""
    votes = votes_before_share(text_of(cells[-1])) if len(cells) > 1 else None
    return SurveyChoice(text_of(cells[0]), votes) if votes is not None else None


def option(cells: list[Tag]) -> SurveyChoice | None:
    """A row of a form: a button and a text, in one cell or in two."""
    if not any(is_button(field) for cell in cells for field in inside(cell, "input")):
        return None
    text = text_of_all(node for cell in cells for node in cell.children)
    return SurveyChoice(text) if text else None
