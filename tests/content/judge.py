"""What is wrong with markup that claims to be safe: a judge with no code in common with `content`."""
# ruff: noqa: E501 - word lists

import re
from html.parser import HTMLParser
from typing import Any

from feedforum.content import render

FORBIDDEN = frozenset(
    [
        "applet", "base", "button", "embed", "form", "frame", "frameset", "iframe", "input", "link", "math",
        "meta", "object", "option", "script", "select", "style", "svg", "template", "textarea", "title", "xmp",
    ]
)  # fmt: skip
VOID = frozenset(["br", "col", "hr", "img", "source", "wbr"])
ATTRIBUTES = frozenset(
    [
        "alt", "class", "colspan", "controls", "dir", "height", "href", "poster", "reversed", "rowspan", "span",
        "src", "srcset", "start", "style", "title", "type", "value", "width",
    ]
)  # fmt: skip
LINK = re.compile(r"(?:https?://|mailto:|ftp://|news:|ircs?:|magnet:|tel:|xmpp:)[^\s<>\"]+")
SOURCE = re.compile(r"https?://[^\s<>\"]+|data:image/(?:png|gif|jpeg|webp);base64,[A-Za-z0-9+/=]+")
RULES = {
    "href": LINK,
    "src": SOURCE,
    "poster": SOURCE,
    "style": re.compile(
        "text-align: (?:center|right|justify)|font-size: larger|color: (?:[a-z]+|#[0-9a-f]+|rgb[(][0-9, ]+[)])"
        "|font-family: [A-Za-z0-9, -]+"
    ),
}
ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _Judge(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in FORBIDDEN:
            self.faults.append(f"tag {tag}")
        for name, value in attrs:
            rule = RULES.get(name)
            if name not in ATTRIBUTES or (rule is not None and not rule.fullmatch(value or "")):
                self.faults.append(f"attribute {name}={value!r}")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"stray </{tag}>")

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"comment {data!r}")

    def handle_decl(self, decl: str) -> None:
        self.faults.append(f"declaration {decl!r}")

    def handle_pi(self, data: str) -> None:
        self.faults.append(f"instruction {data!r}")


def faults_of(markup: str) -> list[str]:
    """Each forbidden tag, attribute, address or character, and each tag that is not closed in order."""
    judge = _Judge()
    judge.feed(markup)
    judge.close()
    faults = [*judge.faults, *(f"open <{tag}>" for tag in judge.open)]
    if ILLEGAL.search(markup):
        faults.append("character that XML does not allow")
    return faults


def html_of(markup: str, base_url: str, **options: Any) -> str:
    """The HTML that a post is rendered as; `options` are those of `content.render`."""
    return render(markup, base_url, **options).html
