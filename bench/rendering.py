"""A feed that is made for the first time after it changed."""

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from bench.feeds import first_rendering
from bench.filled import FEW, filled, large_forum, store_at
from bench.pairs import compared
from bench.row import Row
from feedforum.store import Store
from tests.sample_forum import serve

FIRST = Row(
    "first rendering of a feed of 30 entries from the store, CPU",
    "making the elements of the same XML with lxml and serialising them",
    2.0,
)
ROWS = (FIRST,)


def measure(place: Path) -> Iterator[Row]:
    """The CPU time of this thread."""
    with serve(large_forum()) as site:
        store = Store.at(store_at(filled(place, site, FEW)))
    model = etree.fromstring(first_rendering(store))
    times = compared(lambda: first_rendering(store), lambda: _made_anew(model), times=101)
    store.close()
    yield FIRST.of(times.ratio, times.aside)


def _made_anew(model: etree._Element) -> bytes:
    """The document of a model, each of its elements made and told its attributes and text."""
    root = etree.Element(model.tag, dict(model.attrib), nsmap=model.nsmap)
    _fill(root, model)
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return made


def _fill(made: etree._Element, model: etree._Element) -> None:
    made.text, made.tail = model.text, model.tail
    for child in model:
        _fill(etree.SubElement(made, child.tag, dict(child.attrib), nsmap=child.nsmap), child)
