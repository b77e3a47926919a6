"""A page's tree is the one that BeautifulSoup makes, whatever the page."""

import warnings
from typing import cast

import pytest
from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag
from hypothesis import example, given
from hypothesis import strategies as st

from feedforum.engines.kit.dom import attribute
from feedforum.engines.wbb2.soup import markup_of, soup_of

_PIECES = st.sampled_from(
    [
        "<html><head><title>A",
        "</title>",
        "<body onload='x()'>",
        "<table><tr><td class='a  b'>",
        "</td></tr>",
        "</table>",
        "<tbody><td>",
        "<br>",
        "<br/>",
        "</br>",
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<i>",
        "</i>",
        "<pre>",
        "</pre>",
        "<textarea>",
        "</textarea>",
        "<script>a < b</script>",
        "<style>a {}</style>",
        "<template><rt>",
        "</rt></template>",
        "<rt>",
        "<!-- c -->",
        "<?php x ?>",
        "<!DOCTYPE html>",
        "<a href=x&amp;y rel='a b' checked>",
        "</a>",
        "<o:p>",
        "<form><input value='\"'>",
        "<select><option selected>",
        "&nbsp;",
        "&lt;",
        "&#99;",
        "&unknown;",
        " \n ",
        "  ",
        "text",
        "ä<",
        ">",
        "</div>",
        "<div/>",
        "<meta http-equiv=content-type content='text/html; charset=latin1'>",
        "<body class=x></body>",
        "<",
        "\x0b",
    ]
)


@given(st.lists(_PIECES, max_size=25).map("".join))
@example("")
@example("<pre>  <pre> </pre>  </pre>  ")
@example("<rt>a<rt>b</rt>c</rt>d")
def test_the_tree_is_the_one_that_beautifulsoup_makes(markup: str) -> None:
    whole = f"<p>{markup}"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made, model = soup_of(whole), BeautifulSoup(whole, "lxml")
    assert _told(made) == _told(model)
    assert markup_of(made.contents) == "".join(_decoded(node) for node in made.contents)


@pytest.mark.parametrize("markup", ["<p>a<b>b</b><i>c", "<td>a<td><!-- b --> c", "<script>x</script>y"])
def test_what_is_asked_of_a_tag_is_answered_alike(markup: str) -> None:
    made, model = soup_of(markup), BeautifulSoup(markup, "lxml")
    assert made.get_text("|") == model.get_text("|")
    assert [tag.get_text() for tag in made.find_all(True)] == [tag.get_text() for tag in model.find_all(True)]
    assert made.decode() == model.decode()
    assert made.select("p > b") == model.select("p > b")


def _decoded(node: PageElement) -> str:
    return node.decode() if isinstance(node, Tag) else cast("NavigableString", node).output_ready()


def _told(soup: BeautifulSoup) -> list[object]:
    """All nodes in the order of the page, with what they are and what they stand beside."""
    nodes: list[PageElement] = [soup, *soup.contents[:1]]
    while (following := nodes[-1].next_element) is not None:
        nodes.append(following)
    at = {id(node): place for place, node in enumerate(nodes)}

    def place(node: PageElement | None) -> int | None:
        return None if node is None else at[id(node)]

    told: list[object] = []
    for node in nodes:
        near = (node.parent, node.previous_element, node.previous_sibling, node.next_sibling)
        places = tuple(place(other) for other in near)
        if isinstance(node, Tag):
            attributes = {name: " ".join(attribute(node, name).split()) for name in node.attrs}
            inside = [place(child) for child in node.contents]
            told.append((node.name, attributes, node.can_be_empty_element, inside, places))
        elif isinstance(node, NavigableString):
            told.append((type(node), str(node), places))
    return told
