"""Whatever stands in any field, a feed stays well-formed and says what was stored."""

import json
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedforum.feeds.build_feed import FeedRequest, build_feed
from feedforum.feeds.feed import Feed
from feedforum.feeds.formats import FORMATS, render
from feedforum.feeds.opml import Folder, Outline, opml
from feedforum.records import Attachment, Author
from feedforum.text.characters import clean, clean_line
from tests.feeds.checks import ATOM, CHECKS
from tests.feeds.samples import BOARD, FIRST, FORUM, THREAD, MemoryLibrary, SampleLinks, source
from tests.feeds.test_formats import LARGE

# Lone surrogates and control characters too.
ANY = st.text(st.characters(codec=None, exclude_categories=()), max_size=30)
NASTY = "a\x00\x08\x0b\x1f\x7f\x80\x9f\ud800\ufffe\uffff]]>&<\"'\r\n\t\u2028z"


def feed_of(text: str, *, merged: bool = False) -> Feed:
    thread = replace(THREAD, topic=text, prefix=text, board_title=text, starter=Author(text))
    post = replace(
        FIRST,
        thread=thread,
        author=Author(text, 1),
        title=text,
        content=text,
        signature=text,
        attachments=(Attachment(1, text, f"http://a.example/{text}"), Attachment(2, text, text)),
    )
    reply = replace(post, key="101", id=101, number=101)
    forum = replace(FORUM, title=text, language=text)
    board = replace(BOARD, title=text, description=text)
    chosen = source(forum, feeds={"signatures": True})
    chosen = replace(chosen, links=SampleLinks(base=f"http://a.example/{text}/"))
    read_repository = MemoryLibrary(forums=[forum], all_boards=[board], posts=[post, reply])
    self_url = f"http://b.example/{text}"
    if merged:
        chosen = replace(chosen, site_url=self_url)
        read_repository.posts.append(replace(post, key="99", number=99, gone_at=post.posted_at))
        return build_feed(read_repository, chosen, FeedRequest(self_url, 1))
    return build_feed(read_repository, chosen, FeedRequest(self_url, 9), place=board)


def unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize("ext", FORMATS)
@given(text=ANY, merged=st.booleans())
def test_any_text_in_every_field(ext: str, text: str, merged: bool) -> None:
    CHECKS[ext](render(feed_of(text, merged=merged), ext, LARGE))


@given(text=ANY)
def test_atom_gives_back_what_was_stored(text: str) -> None:
    root = ET.fromstring(render(feed_of(text), "atom", LARGE))
    entry = root.findall(f"{ATOM}entry")[1]
    assert unix(entry.findtext(f"{ATOM}content", "")) == unix(
        clean(f"{text}<hr>{text}" if text.strip() else text)
    )
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == (clean_line(text) or "Guest")


@given(text=ANY)
def test_json_gives_back_what_was_stored(text: str) -> None:
    found = json.loads(render(feed_of(text), "json", LARGE))
    assert found["items"][1]["content_html"] == clean(f"{text}<hr>{text}" if text.strip() else text)
    assert found["items"][1]["authors"][0]["name"] == (clean_line(text) or "Guest")


@pytest.mark.parametrize("ext", FORMATS)
def test_control_characters_break_no_feed(ext: str) -> None:
    document = render(feed_of(NASTY), ext, LARGE)
    CHECKS[ext](document)
    assert not any(character in document.decode() for character in "\x00\x08\x0b\x1f\ufffe\uffff")


@given(text=ANY)
def test_any_text_in_a_list_of_feeds(text: str) -> None:
    root = ET.fromstring(opml(text, [Folder(text, (Outline(text, text, text),))]))
    assert root.findtext("head/title", "") == clean_line(text)
