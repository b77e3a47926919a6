"""Small questions to BeautifulSoup's tree."""

from bs4 import Tag


def attribute(tag: Tag, name: str) -> str:
    """An attribute as text; empty if it is missing."""
    value = tag.attrs.get(name)
    if isinstance(value, str):
        return value
    return " ".join(value) if value else ""
