"""Smilies: the emoji they stand for where that is certain, else their name."""

import re
from urllib.parse import unquote, urlsplit

from feedforum.text.excerpts import is_in_smiley_folder

# File names of the pictures that forum software ships for its smilies.
_NAMES = {
    "👶": "baby",
    "😃": "biggrin grin cheesy big_smile",
    "😕": "confused",
    "😎": "cool",
    "😢": "crying cry",
    "😲": "eek shocked surprised yikes",
    "😈": "evil twisted",
    "🙁": "frown sad",
    "😄": "happy laugh",
    "😠": "mad angry",
    "😊": "pleased",
    "😳": "redface embarrassed embarassed",
    "🙄": "rolleyes roll",
    "🙂": "smile smiley",
    "😛": "tongue razz",
    "😜": "tongue2",
    "😉": "wink",
    "😂": "lol",
    "😍": "love",
    "👍": "thumbsup thumbup",
    "👎": "thumbdown thumbsdown",
    "❤️": "heart",
    "😐": "neutral",
    "😘": "kiss",
    "😴": "sleepy",
    "😇": "angel",
}
# What they are typed as.
_CODES = {
    "🙂": ":) :-)",
    "😉": ";) ;-)",
    "😃": ":D :-D",
    "🙁": ":( :-(",
    "😛": ":P :-P :p",
    "😎": "8) 8-)",
    "🙄": ":rolleyes:",
    "😈": ":evil:",
    "😂": ":lol:",
}
_BY_FILE = {name: emoji for emoji, names in _NAMES.items() for name in names.split()}
_BY_CODE = {code: emoji for emoji, codes in _CODES.items() for code in codes.split()}
_CLASS = frozenset({"smil", "smilie", "smilies", "smiley", "emoticon", "emoji"})
_PREFIX = re.compile(r"^(?:icon_e|icon|sm|smiley|smilie)[_-]")


def is_smiley(source: str, classes: list[str]) -> bool:
    """Whether a picture is a smiley: by its folder, or by a class that forums give to smilies."""
    return is_in_smiley_folder(source) or not _CLASS.isdisjoint(classes)


def emoji(source: str, alt: str) -> str:
    """The emoji a smiley stands for, by its file name or the code it was typed as; empty if unsure."""
    return _BY_FILE.get(_PREFIX.sub("", file_stem(source).lower()), "") or _BY_CODE.get(alt.strip(), "")


def file_name(source: str) -> str:
    """What a picture's file is called; empty for image data."""
    try:
        return unquote(urlsplit(source).path.rpartition("/")[2]) if source[:5].lower() != "data:" else ""
    except ValueError:
        return ""


def file_stem(source: str) -> str:
    """The same without its extension."""
    return file_name(source).partition(".")[0]
