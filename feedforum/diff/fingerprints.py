"""What an author wrote, as a short text to compare by: a hash of the words, and the files on the post.

A print view shows no files: where one side does not tell of them, the words alone decide.
"""

from collections.abc import Sequence

from feedforum.records import Attachment


def compose(words: str, attachments: Sequence[Attachment] | None) -> str:
    """The fingerprint of a post from the hash of its words and its files, None if those are not shown."""
    if attachments is None:
        return words
    return f"{words}:{','.join(str(file.id) for file in attachments)}"


def same(one: str, other: str) -> bool:
    """Whether two fingerprints are of the same text and files, as far as both tell."""
    words, told, files = one.partition(":")
    other_words, other_told, other_files = other.partition(":")
    return words == other_words and (files == other_files or not (told and other_told))
