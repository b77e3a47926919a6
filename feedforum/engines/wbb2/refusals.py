"""Pages that are not what was asked for: Burning Board sends all of them with status 200."""

from feedforum.engines.kit.dom import attribute
from feedforum.engines.wbb2 import words
from feedforum.engines.wbb2.addresses import script
from feedforum.engines.wbb2.page import Page
from feedforum.engines.wbb2.texts import text_of
from feedforum.records import Answer

Refusal = tuple[Answer, str]


def unusable(page: Page) -> Refusal | None:
    """Why a page that has no end, or far too much of everything, must not be used at all; None if it may."""
    if page.overgrown:
        return Answer.NOT_UNDERSTOOD, "This page has more tags than any forum's: look at it in a browser."
    if page.complete:
        return None
    if words.DATABASE_ERROR.search(page.tail):
        return Answer.DATABASE_DOWN, "The forum's database failed while it made this page; try again later."
    if page.begun:
        return Answer.BROKEN, "The page was cut off before its end; it is fetched again at the next visit."
    return Answer.NOT_UNDERSTOOD, "This is no page, or one cut off where it begins: look at it in a browser."


def refusal(page: Page) -> Refusal:
    """What an answer is that shows nothing of what was asked for, with what the owner can do."""
    # The sentence of a message page is the forum's answer; all the rest of it is frame.
    message = _message(page)
    if page.has_input("boardpassword"):
        return Answer.PASSWORD_WANTED, (
            "This board wants a password of its own: name it with password_env or password_file in the"
            " board's table."
        )
    if words.BANNED.search(message) or (words.BANNED.search(page.title) and not page.crumbs):
        return Answer.BLOCKED, f"The forum shuts this visitor out: {_quoted(message or page.title)}"
    if words.NOT_FOUND.search(message):
        return Answer.NOT_FOUND, "The forum knows no such page: check the id, it may be deleted or hidden."
    if _closed(page):
        return Answer.CLOSED, "The forum is closed for maintenance; it will be tried again later."
    if _login_wanted(page):
        return Answer.LOGIN_WANTED, _login_advice(page)
    return Answer.NOT_UNDERSTOOD, _puzzle(page, message)


def _message(page: Page) -> str:
    """The sentence of a page that holds nothing but one, with a link back; else an empty text."""
    goes_back = any(
        attribute(tag, "href").lower().startswith("javascript:history.back") for tag in page.tags("a")
    )
    if not goes_back:
        return ""
    return next((text for text in map(text_of, page.tags("b")) if text), "")


def _on_a_board(page: Page) -> bool:
    """Whether a page's path leads through boards: then its title ends in a topic, which anyone may write."""
    return page.crumbs is not None and bool(page.crumbs.boards)


def _closed(page: Page) -> bool:
    if _on_a_board(page) or not words.FAULT.search(page.title):
        return False
    return bool(words.MAINTENANCE.search(page.soup.get_text(" ")))


def _login_wanted(page: Page) -> bool:
    if not _on_a_board(page) and words.DENIED.search(page.title.rpartition("|")[2]):
        return True
    # The form alone is proof only where nothing else is: skins carry a small one in every frame.
    lists_boards = any(name == "board.php" for _, _, name in page.links)
    return page.has_input("l_username") and not lists_boards and script(page.document.url) != "login.php"


def _login_advice(page: Page) -> str:
    if page.member:
        return "This account may not read this page: ask the forum's administrator, or drop it."
    return (
        "Only members may read this page: give username, with password_env or password_file, or cookies_file."
    )


def _puzzle(page: Page, message: str) -> str:
    said = message or page.title
    if said:
        return f"This is not the page that was asked for; it says {_quoted(said)}"
    return "This is not the page that was asked for: check the forum's address and its engine."


def _quoted(text: str) -> str:
    short = text if len(text) <= 120 else text[:119] + "…"
    return f"“{short}”."
