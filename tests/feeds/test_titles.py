"""What entries are called."""

import pytest

from feedforum.feeds.titles import full_topic, prefix_name, reply_title


@pytest.mark.parametrize(
    ("topic", "prefix", "title"),
    [
        ("Topic", "", "Topic"),
        ("Topic", "[Tipp]", "[Tipp] Topic"),
        ("Topic", "Tipp", "[Tipp] Topic"),
        ("Topic", "Tipp:", "Tipp: Topic"),
        ("[Tipp] Topic", "[Tipp]", "[Tipp] Topic"),
        (" a \n b ", " [x] ", "[x] a b"),
        ("", "[Tipp]", "[Tipp]"),
        ("", "", ""),
    ],
)
def test_a_threads_title_has_its_prefix(topic: str, prefix: str, title: str) -> None:
    assert full_topic(topic, prefix) == title


@pytest.mark.parametrize(
    ("own", "topic", "prefix", "title"),
    [
        ("", "Topic", "", "Re: Topic"),
        ("", "Topic", "[Tipp]", "Re: [Tipp] Topic"),
        ("  \x08 ", "Topic", "", "Re: Topic"),
        ("Topic", "Topic", "", "Re: Topic"),
        ("topic", "Topic", "", "Re: Topic"),
        ("[Tipp] Topic", "Topic", "[Tipp]", "Re: [Tipp] Topic"),
        ("Re: Topic", "Topic", "[Tipp]", "Re: [Tipp] Topic"),
        ("RE: Topic", "Topic", "", "Re: Topic"),
        ("AW: Topic", "Topic", "", "Re: Topic"),
        ("Re: RE: AW: Topic", "Topic", "", "Re: Topic"),
        ("Re[2]: Topic", "Topic", "", "Re: Topic"),
        ("Re:", "Topic", "", "Re: Topic"),
        ("", "Re: Topic", "", "Re: Topic"),
        ("", "AW: Re: Topic", "[Tipp]", "Re: [Tipp] Topic"),
        ("Something else", "Topic", "[Tipp]", "Something else"),
        ("Re: Something else", "Topic", "", "Re: Something else"),
        ("AW: Re: Something else", "Topic", "", "AW: Something else"),
        ("Reformation: ja", "Topic", "", "Reformation: ja"),
        ("aaaaaaaaaaaaaaaaaa aaaaa", "aaaaaaaaaaaaaaaaaaaa aaa", "", "Re: aaaaaaaaaaaaaaaaaaaa aaa"),
    ],
)
def test_a_replys_title(own: str, topic: str, prefix: str, title: str) -> None:
    assert reply_title(own, topic, prefix) == title


@pytest.mark.parametrize(
    ("prefix", "name"), [("[Tipp]", "Tipp"), ("Tipp:", "Tipp"), ("(a b)", "a b"), ("", ""), ("[]", "")]
)
def test_a_prefix_as_category(prefix: str, name: str) -> None:
    assert prefix_name(prefix) == name


def test_a_topic_that_goes_on_with_letters_does_not_have_the_prefix() -> None:
    assert full_topic("Tippgeber", "Tipp") == "[Tipp] Tippgeber"
    assert full_topic("Tipp: Geber", "Tipp") == "Tipp: Geber"
    assert full_topic("[Tipp] Geber", "[Tipp]") == "[Tipp] Geber"
