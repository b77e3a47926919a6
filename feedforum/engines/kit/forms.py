"""Forms for a login or a board's password, filled in as a browser would send them."""

from collections.abc import Iterator, Mapping
from urllib.parse import urljoin, urlsplit

from bs4 import Tag

from feedforum.engines.kit.dom import attribute

_SENT = frozenset(("", "hidden", "text", "password", "email"))


def form_with(forms: list[Tag], *names: str) -> Tag | None:
    """The first form that has a field of each of these names (in lower case); None if there is none."""
    for form in forms:
        own = {attribute(field, "name").lower() for field in form.find_all("input")}
        if own.issuperset(names):
            return form
    return None


def filled_in(
    form: Tag, base: str, values: Mapping[str, str]
) -> tuple[str, tuple[tuple[str, str], ...]] | None:
    """Where a form is sent and with what fields: its own hidden ones, and `values` by name.

    A value whose field the form lacks is sent as well. `base` is what the page's links start from. None if
    the form leads to another host, where a password must not go.
    """
    try:
        url = urljoin(base, attribute(form, "action").strip())
        same_host = urlsplit(url).netloc.lower() == urlsplit(base).netloc.lower()
    except ValueError:
        return None
    if not same_host or urlsplit(url).scheme not in ("http", "https"):
        return None
    fields = dict(_own_fields(form)) | dict(values)
    return url.partition("#")[0], tuple(fields.items())


def _own_fields(form: Tag) -> Iterator[tuple[str, str]]:
    for field in form.find_all("input"):
        kind, name = attribute(field, "type").lower(), attribute(field, "name")
        if name and (kind in _SENT or (kind in ("checkbox", "radio") and field.has_attr("checked"))):
            yield name, attribute(field, "value")
