"""Forms for a login or a board's password, filled in as a browser would send them."""

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urlsplit

from bs4.element import Tag

from feedforum.engines.base import Form
from feedforum.engines.kit.dom import attribute
from feedforum.engines.kit.page import Page

_TEXTS = frozenset(("", "text", "email"))
_SENT = _TEXTS | {"hidden", "password"}


def form_with(forms: Iterable[Tag], *names: str, but: str | None = None) -> Tag | None:
    """The first form that has a field of each of these names (in lower case), `but` none of another one."""
    fields = ((form, {attribute(tag, "name").lower() for tag in form.find_all("input")}) for form in forms)
    return next((form for form, own in fields if own.issuperset(names) and but not in own), None)


def forms_with_secret(forms: Iterable[Tag]) -> Iterator[tuple[Tag, str, str]]:
    """The forms with one field for a password, with its name and that of the first field for a text.

    The latter is empty where a form has no such field, as that for a board's password.
    """
    for form in forms:
        fields = [(attribute(tag, "type").lower(), attribute(tag, "name")) for tag in form.find_all("input")]
        secrets = [name for kind, name in fields if kind == "password" and name]
        if len(secrets) == 1:
            yield form, secrets[0], next((name for kind, name in fields if kind in _TEXTS and name), "")


def filled_in(page: Page, form: Tag | None, values: Mapping[str, str]) -> Form | None:
    """What a form of a page sends: its own fields, hidden ones too, with `values` by name.

    A value whose field the form lacks is sent as well. None without a form, or if it leads to another host,
    where a password must not go.
    """
    if form is None:
        return None
    url = page.absolute(attribute(form, "action")).partition("#")[0]
    if not url or urlsplit(url).netloc.lower() != urlsplit(page.document.url).netloc.lower():
        return None
    return Form(url, tuple((dict(own_fields(form)) | dict(values)).items()))


def own_fields(form: Tag) -> Iterator[tuple[str, str]]:
    """The names and values that a form sends where nobody changes it."""
    for field in form.find_all("input"):
        kind, name = attribute(field, "type").lower(), attribute(field, "name")
        if name and (kind in _SENT or (kind in ("checkbox", "radio") and field.has_attr("checked"))):
            yield name, attribute(field, "value")
