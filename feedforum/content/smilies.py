"""Smilies: the emoji they stand for where that is certain, else their name."""

import re
from urllib.parse import unquote, urlsplit

from feedforum.text.post_texts import is_in_smiley_folder

# File names of the pictures that forum software ships for its smilies.
_BY_FILE = {
    "baby": "👶",
    "biggrin": "😃",
    "confused": "😕",
    "cool": "😎",
    "crying": "😢",
    "eek": "😲",
    "evil": "😈",
    "frown": "🙁",
    "happy": "😄",
    "mad": "😠",
    "pleased": "😊",
    "redface": "😳",
    "rolleyes": "🙄",
    "smile": "🙂",
    "tongue": "😛",
    "tongue2": "😜",
    "wink": "😉",
    "angry": "😠",
    "cry": "😢",
    "grin": "😃",
    "laugh": "😄",
    "lol": "😂",
    "love": "😍",
    "razz": "😛",
    "sad": "🙁",
    "shocked": "😲",
    "surprised": "😲",
    "twisted": "😈",
    "thumbsup": "👍",
    "thumbdown": "👎",
    "thumbup": "👍",
    "thumbsdown": "👎",
    "heart": "❤️",
    "cheesy": "😃",
    "smiley": "🙂",
    "big_smile": "😃",
    "roll": "🙄",
    "yikes": "😲",
    "neutral": "😐",
    "kiss": "😘",
    "sleepy": "😴",
    "angel": "😇",
    "embarrassed": "😳",
    "embarassed": "😳",
}
_BY_CODE = {
    ":)": "🙂",
    ":-)": "🙂",
    ";)": "😉",
    ";-)": "😉",
    ":D": "😃",
    ":-D": "😃",
    ":(": "🙁",
    ":-(": "🙁",
    ":P": "😛",
    ":-P": "😛",
    ":p": "😛",
    "8)": "😎",
    "8-)": "😎",
    ":rolleyes:": "🙄",
    ":evil:": "😈",
    ":lol:": "😂",
}
_CLASS = frozenset({"smil", "smilie", "smilies", "smiley", "emoticon", "emoji"})
_PREFIX = re.compile(r"^(?:icon_e|icon|sm|smiley|smilie)[_-]")


def is_smiley(source: str, classes: list[str]) -> bool:
    """Whether a picture is a smiley: by its folder, or by a class that forums give to smilies."""
    return is_in_smiley_folder(source) or not _CLASS.isdisjoint(classes)


def emoji(source: str, alt: str) -> str:
    """The emoji a smiley stands for, by its file name or the code it was typed as; empty if unsure."""
    return _BY_FILE.get(_PREFIX.sub("", file_stem(source).lower()), "") or _BY_CODE.get(alt.strip(), "")


def file_stem(source: str) -> str:
    """The file name of an address without its extension; empty for image data."""
    try:
        path = urlsplit(source).path
    except ValueError:
        return ""
    return "" if source[:5].lower() == "data:" else unquote(path.rpartition("/")[2].partition(".")[0])
