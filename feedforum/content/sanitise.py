"""The allow-list: the only tags, attributes and addresses that ever reach a reader."""

import re

import nh3

SCHEMES = frozenset({"http", "https", "mailto", "ftp", "news", "irc", "ircs", "magnet", "tel", "xmpp"})
"""The schemes of addresses that a post may lead to."""

OWN_CLASSES = frozenset({"feedforum-attachments", "feedforum-survey"})
"""The classes of the sections we add; no other class reaches a reader."""

_PLAIN = (
    "abbr b bdi bdo blockquote br caption cite code colgroup dd del details dfn div dl dt em figcaption "
    "figure h1 h2 h3 h4 h5 h6 hr i ins kbd mark p pre q rp rt ruby s samp small strong sub summary sup "
    "table tbody tfoot thead tr u ul var wbr"
)
ALLOWED: dict[str, set[str]] = {
    **{name: set() for name in _PLAIN.split()},
    "a": {"href", "title"},
    "abbr": {"title"},
    "audio": {"src", "controls"},
    "bdo": {"dir"},
    "col": {"span"},
    "div": {"style"},
    "img": {"src", "srcset", "alt", "title", "width", "height"},
    "li": {"value"},
    "ol": {"start", "type", "reversed"},
    "p": {"style"},
    "section": {"class"},
    "source": {"src", "type"},
    "span": {"style"},
    "td": {"colspan", "rowspan", "style"},
    "th": {"colspan", "rowspan", "style"},
    "video": {"src", "poster", "controls"},
}
"""Each tag that may reach a reader, with its attributes."""

LARGE = "font-size: larger"
"""The style of large print: by how much, only the forum's own page can say."""

_COLOUR = r"(?:[a-z]{3,20}|#(?:[0-9a-f]{6}|[0-9a-f]{3})|rgb\(\d{1,3}, \d{1,3}, \d{1,3}\))"
_FONTS = r"[A-Za-z][A-Za-z0-9 \-]{0,39}(?:, [A-Za-z][A-Za-z0-9 \-]{0,39}){0,5}"
STYLE = re.compile(f"{LARGE}|color: {_COLOUR}|font-family: {_FONTS}")
"""What the style of a `span` is, to the letter."""

_ALIGNMENT = re.compile(r"text-align: (?:center|right|justify)")
_NUMBER = re.compile(r"-?\d{1,5}")
_IMAGE_DATA = re.compile(r"data:image/(?:png|gif|jpeg|webp);base64,[A-Za-z0-9+/=]+")
_WEB = re.compile(r"https?://[^\s\"'<>]+")
_SRCSET = re.compile(r"https?://[^\s\"'<>]+?(?: [\d.]+[wx])?(?:, https?://[^\s\"'<>]+?(?: [\d.]+[wx])?)*")

_RULES = {
    "style": _ALIGNMENT,
    "srcset": _SRCSET,
    "poster": _WEB,
    "dir": re.compile("ltr|rtl"),
    **dict.fromkeys(("width", "height", "colspan", "rowspan", "start", "value", "span"), _NUMBER),
}


def safe_image(url: str) -> bool:
    """Whether an address may be the source of a picture: the web, or image data that cannot run."""
    return bool(_WEB.fullmatch(url) or _IMAGE_DATA.fullmatch(url))


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "src":
        fits = safe_image(value) if tag == "img" else bool(_WEB.fullmatch(value))
    elif name == "style" and tag == "span":
        fits = bool(STYLE.fullmatch(value))
    elif name == "class":
        fits = value in OWN_CLASSES
    elif name == "href":
        fits = not value.lower().startswith("data:")
    else:
        rule = _RULES.get(name)
        fits = rule is None or bool(rule.fullmatch(value))
    return value if fits else None


_CLEANER = nh3.Cleaner(
    tags=set(ALLOWED),
    attributes={tag: names for tag, names in ALLOWED.items() if names},
    attribute_filter=_attribute,
    url_schemes={*SCHEMES, "data"},
    url_relative="deny",
    link_rel=None,
    clean_content_tags={"script", "style"},
)


def sanitise(markup: str) -> str:
    """The markup with nothing in it but what `ALLOWED` names, parsed and written by HTML5's rules."""
    return _CLEANER.clean(markup)
