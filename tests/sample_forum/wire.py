"""What goes over the wire: requests as the board and the tests see them, answers, the request log."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import parse_qsl, urlsplit

ROBOTS = "/robots.txt"


@dataclass(frozen=True, slots=True)
class Request:
    """A request that came in; `at` is the forum's time, `monotonic` the machine's, in seconds."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes
    at: datetime
    monotonic: float
    client: str = ""
    charset: str = "windows-1252"
    """What the forum's forms are sent in."""

    @property
    def path(self) -> str:
        """The path alone."""
        return urlsplit(self.target).path

    @property
    def script(self) -> str:
        """The last part of the path: `thread.php`; `index.php` for the root."""
        return self.path.rpartition("/")[2] or "index.php"

    @property
    def params(self) -> dict[str, str]:
        """The parameters of the query and of a posted form."""
        pairs = parse_qsl(urlsplit(self.target).query, keep_blank_values=True)
        posted = parse_qsl(self.body.decode("latin-1"), keep_blank_values=True, encoding=self.charset)
        return dict(pairs + posted)

    @property
    def cookies(self) -> dict[str, str]:
        """The cookies that came along; PHP allows brackets in their names."""
        pairs = (pair.partition("=") for pair in self.header("Cookie").split(";"))
        return {name.strip(): value.strip().strip('"') for name, _, value in pairs if name.strip()}

    def header(self, name: str) -> str:
        """A header's value, or an empty text."""
        return self.headers.get(name.lower(), "")

    def number(self, name: str) -> int | None:
        """A parameter as PHP's `intval()` reads it; None where it is missing or empty."""
        text = self.params.get(name, "").strip()
        if not text:
            return None
        sign = "-" if text.startswith("-") else ""
        digits = text.removeprefix("-")
        end = next((i for i, letter in enumerate(digits) if not letter.isdecimal()), len(digits))
        return int(sign + digits[:end]) if digits[:end] else 0


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, and how it is delivered.

    `cut_after` bytes of the body the connection ends; `drip` is a pause in seconds after each piece
    of `piece` bytes; `hang_up` ends the connection without a word.
    """

    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    cut_after: int | None = None
    drip: float = 0.0
    piece: int = 1
    hang_up: bool = False


Answering = Callable[[Request], Answer]
Matcher = Callable[[Request], bool]
Behaviour = Callable[[Request, Answering], Answer]


@dataclass(eq=False)
class RequestLog:
    """Every request in the order of arrival. `count` leaves out those for robots.txt."""

    entries: list[Request] = field(default_factory=list)

    def __iter__(self) -> Iterator[Request]:
        return iter(list(self.entries))

    def __len__(self) -> int:
        return len(self.entries)

    def __getitem__(self, index: int) -> Request:
        return self.entries[index]

    def clear(self) -> None:
        """Forget all."""
        self.entries.clear()

    @property
    def pages(self) -> list[Request]:
        """All but robots.txt."""
        return [entry for entry in self if entry.path != ROBOTS]

    @property
    def robots(self) -> list[Request]:
        """The requests for robots.txt."""
        return [entry for entry in self if entry.path == ROBOTS]

    @property
    def count(self) -> int:
        """How many requests there were, robots.txt aside."""
        return len(self.pages)

    @property
    def targets(self) -> list[str]:
        """Paths with their queries, robots.txt aside."""
        return [entry.target for entry in self.pages]
