"""The survey of a thread: a table before the first post, with bars or with buttons to choose by."""

from collections.abc import Callable

from bs4.element import PageElement, Tag

from feedforum.engines.kit.dom import attribute
from feedforum.engines.wbb2.page import Page, child_cells, image_name
from feedforum.engines.wbb2.texts import count_of, text_of, text_of_all
from feedforum.records import Survey, SurveyChoice

_BUTTONS = frozenset(("radio", "checkbox"))


def survey_of(page: Page) -> Survey | None:
    """The survey of a thread's page, its result or its form; None if there is none."""
    for image in page.own("img"):
        if image_name(image).startswith("vote_"):
            return _survey(image.find_parent("table"), _result)
    for button in page.own("input"):
        if attribute(button, "type").lower() in _BUTTONS:
            survey = _survey(button.find_parent("table"), _option)
            # One box alone is some other form's, such as the login's *remember me*.
            if survey is not None and len(survey.choices) > 1:
                return survey
    return None


def _survey(table: Tag | None, choice: Callable[[list[Tag]], SurveyChoice | None]) -> Survey | None:
    rows = [row for row in table.find_all("tr") if row.find_parent("table") is table] if table else []
    found = [made for row in rows if (made := choice(child_cells(row)))]
    question = next((cell for row in rows for cell in child_cells(row)), None)
    if question is None or not found:
        return None
    return Survey(_question(question), tuple(found))


def _result(cells: list[Tag]) -> SurveyChoice | None:
    """A row of a result: text, bar, votes, share."""
    if len(cells) != 4:
        return None
    votes = count_of(text_of(cells[2]))
    return SurveyChoice(text_of(cells[0]), votes) if votes is not None else None


def _option(cells: list[Tag]) -> SurveyChoice | None:
    """A row of a form: a button and a text, in one cell or in two."""
    buttons = [tag for cell in cells for tag in cell.find_all("input")]
    if not any(attribute(tag, "type").lower() in _BUTTONS for tag in buttons):
        return None
    text = text_of_all(node for cell in cells for node in cell.children)
    return SurveyChoice(text) if text else None


def _question(cell: Tag) -> str:
    """The question, without the label in bold before it."""
    label = cell.find("b")
    if not isinstance(label, Tag):
        return text_of(cell)
    behind: list[PageElement] = list(label.next_siblings)
    return text_of_all(behind) or text_of(label)
