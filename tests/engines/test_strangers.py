"""Pages of other software, and notices, are recognised by general signs; what authors wrote is none."""

import pytest

from feedforum.engines import explain_unknown
from feedforum.engines.other_software import software_of
from feedforum.engines.profile import ProfileEngine
from feedforum.engines.wbb2 import Wbb2
from feedforum.records import NO_PROFILE, Answer
from tests.engines.markup import Entry, document, thread_page
from tests.misbehaviour.failing_answers import LONG, SOFTWARE, page

WBB2 = Wbb2()


@pytest.mark.parametrize("name", SOFTWARE)
def test_software_is_told_by_an_engine_or_by_the_head(name: str) -> None:
    explained = explain_unknown(WBB2, document(SOFTWARE[name]))
    assert explained is not None
    assert explained[0] is Answer.OTHER_SOFTWARE
    assert name in explained[1]


@pytest.mark.parametrize("name", SOFTWARE)
def test_software_is_not_told_by_what_stands_in_the_body_or_the_title(name: str) -> None:
    assert software_of(document(page("<title>F</title>", SOFTWARE[name]))) == ""
    topic = f"<title>Forum | {name} | generator {name} XenForo.js</title>"
    assert software_of(document(page(topic, LONG))) == ""


def test_a_profile_is_of_any_software() -> None:
    generator = '<meta name="generator" content="vBulletin 3.8">'
    assert explain_unknown(ProfileEngine(NO_PROFILE), document(page(generator, LONG))) is None
    assert (
        explain_unknown(ProfileEngine(NO_PROFILE), document(page(generator, "Wartungsarbeiten"))) is not None
    )


def test_software_is_told_though_its_posts_link_to_the_old_addresses() -> None:
    body = '<a href="thread.php?threadid=5">früher</a>'
    explained = explain_unknown(WBB2, document(page('<script src="js/WoltLabSuite.js"></script>', body)))
    assert explained is not None
    assert explained[0] is Answer.OTHER_SOFTWARE


def test_a_page_of_its_own_software_is_no_notice_whatever_it_says() -> None:
    text = thread_page([Entry(1, "Wartungsarbeiten. Error establishing a database connection.")])
    assert explain_unknown(WBB2, document(text)) is None


@pytest.mark.parametrize("said", ["Wartungsarbeiten", "Database error", "You have been banned"])
def test_a_long_page_is_no_notice(said: str) -> None:
    assert explain_unknown(WBB2, document(page("", said))) is not None
    assert explain_unknown(WBB2, document(page("", said + LONG))) is None


@pytest.mark.parametrize("text", ["", "<", "<body", "<html><body>", "x" * 100_000, "<script>" * 5000])
def test_what_tells_nothing(text: str) -> None:
    assert explain_unknown(WBB2, document(text)) is None


def test_a_long_head_tells_as_well() -> None:
    head = '<meta name="generator" content="WordPress 6.4">' + "<style>p{}</style>" * 2000
    assert software_of(document(page(head, LONG))) == "WordPress"
