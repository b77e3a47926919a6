"""The kit of engines: texts, numbers and nodes of broken markup."""

import pytest
from bs4.element import Tag
from hypothesis import given
from hypothesis import strategies as st

from feedforum.engines.kit import dom
from feedforum.engines.kit.messages import apart, split_at_line
from feedforum.engines.kit.texts import count_of, resolve, size_in_bytes
from tests.engines.kit_pages import page, tag


@pytest.mark.parametrize(
    ("text", "count"),
    [("4.321", 4321), ("1,987", 1987), ("1 234", 1234), ("12", 12), ("-", None), ("", None), ("1²", None)],
)
def test_counts(text: str, count: int | None) -> None:
    assert count_of(text) == count


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("(1,39 KB)", 1423),
        ("520 Bytes", 520),
        ("1.234 Byte", 1234),
        ("5.11 kB, 640x400", 5233),
        ("2 MiB", 2 * 1024**2),
        ("3 mal heruntergeladen", None),
        (". KB", None),
    ],
)
def test_sizes(text: str, size: int | None) -> None:
    assert size_in_bytes(text) == size


def test_characters_escaped_twice_are_resolved() -> None:
    assert resolve("&#1050;&#10 50; &#55555555; &#xd; R & D") == "КК &#55555555; &#xd; R & D"


def test_text_and_markup_of_nodes() -> None:
    holder = tag("<div> a<br>b <script>x</script><!-- c --><b title='\"'>d &amp; e</b><br><br/> </div>")
    assert dom.text_of(holder) == "a b xd & e"
    assert dom.text_of(None) == ""
    assert dom.markup_of(holder.contents) == (
        "a<br/>b <script>x</script><!-- c --><b title='\"'>d &amp; e</b>"
    )


def test_nodes_end_before_a_tag_that_broken_markup_put_inside_of_them() -> None:
    holder = tag("<div>a<b>b<i>c<u>d</u>e</i></b>f</div>")
    end = holder.find("u")
    assert isinstance(end, Tag)
    assert dom.markup_of(dom.up_to(holder.contents, end)) == "abc"
    assert dom.markup_of(holder.contents, end) == "a<b>b<i>c</i></b>"
    for nowhere in (None, tag("<div>x</div>")):
        assert dom.markup_of(dom.up_to(holder.contents, nowhere)) == dom.markup_of(holder.contents, nowhere)


def test_posts_are_the_same_tags_unless_one_holds_another() -> None:
    closed = list(page("<p>a</p>b<p>c</p>").tags("p"))
    assert all(one is other for one, other in zip(apart(closed), closed, strict=True))
    opened = page("<div>a<b>x<div>c</div>d<div>e").tags("div")
    assert [dom.markup_of([post]) for post in apart(opened)] == [
        "<div>a<b>x</b></div>",
        "<div>c</div>",
        "<div>e</div>",
    ]


@pytest.mark.parametrize("mark", ["'", '"', ""])
def test_a_tag_has_few_attributes(mark: str) -> None:
    many = " ".join(f"a{number}={mark}{number}{mark}" for number in range(20_000))
    found = page(f"<b {many}>x</b><i {many}").soup.find("b")
    assert isinstance(found, Tag)
    assert list(found.attrs.items()) == [(f"a{number}", str(number)) for number in range(30)]
    assert found.text == "x"


@given(st.text(alphabet="<>&\"'ab /=!-bribdiv", max_size=60))
def test_markup_is_written_as_beautifulsoup_writes_it(markup: str) -> None:
    found = tag(f"<div>{markup}</div>")
    assert dom.markup_of(found.contents) == dom.trimmed(found.decode_contents())


@pytest.mark.parametrize(
    ("markup", "message", "signature"),
    [
        ("<p>a<br><br>____<br>sig</p>", "a", "sig"),
        ("<p>a<br>\n<br>\n____<br>\nb</p>", "a<br/>\n<br/>\n____<br/>\nb", ""),
        ("<p>a ____</p>", "a ____", ""),
    ],
)
def test_a_line_parts_message_and_signature(markup: str, message: str, signature: str) -> None:
    before, behind = split_at_line(list(tag(markup).children), "____")
    assert (dom.markup_of(before), dom.markup_of(behind)) == (message, signature)


def test_characters_that_proxies_and_old_software_broke_are_mended_everywhere_on_a_page() -> None:
    hidden = '<span class="__cf_email__" data-cfemail="0564456764">[email&#160;protected]</span>'
    shown = page(f"<title>&amp;#55357;&amp;#56832; {hidden.replace('span', 'a')}</title><b>{hidden}</b>")
    assert dom.text_of(shown.soup.find("b")) == "a@ba"
    assert "😀" in shown.title
