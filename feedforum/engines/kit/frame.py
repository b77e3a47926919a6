"""What a page shows of the software that made it, apart from what people wrote."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Frame:
    """A page's frame."""

    text: str


def frame_of(text: str) -> Frame:
    """The frame of a page, whatever the text holds."""
    return Frame(text)
