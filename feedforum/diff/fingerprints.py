"""What an author wrote, as a short text to compare by: a hash of the words, and the files on the post.

A print view shows no files: where one side does not tell of them, the words alone decide. Another
version of this program may make other words of the same markup: where the versions differ, nothing
is certain, and so nothing counts as an edit.
"""

from collections.abc import Sequence

from feedforum.records import Attachment

VERSION = "2"
"""To be raised with every change of `content` that makes other words of the same markup."""


def compose(words: str, attachments: Sequence[Attachment] | None, version: str = VERSION) -> str:
    """The fingerprint of a post from the hash of its words and its files, None if those are not shown."""
    files = "" if attachments is None else f":{','.join(str(file.id) for file in attachments)}"
    return f"{version}:{words}{files}"


def same(one: str, other: str) -> bool:
    """Whether two fingerprints are of the same text and files, as far as both tell."""
    version, words, *files = one.split(":")
    other_version, other_words, *other_files = other.split(":")
    if version != other_version:
        return True
    return words == other_words and (files == other_files or not (files and other_files))


def fuller(old: str, new: str) -> str:
    """Of two fingerprints of the same text the one to keep: the newer, unless it says nothing of files."""
    old_version, _, *old_files = old.split(":")
    new_version, _, *new_files = new.split(":")
    return old if old_version == new_version and old_files and not new_files else new
