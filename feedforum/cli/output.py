"""What commands print: counts and addresses as people read them, and the progress of long work."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from feedforum.config import ServerSettings
from feedforum.engines.profile.fit import fit_text
from feedforum.records import Answer, Doubt, FieldFit
from feedforum.translations import text

Progress = Callable[[str, str], None]
"""Shows a line about the forum with that key."""

_BETWEEN_LINES = 10.0
"""The seconds between two lines of progress where there is no terminal."""

_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1", "*": "127.0.0.1"}  # noqa: S104 - only printed


def count(number: int, what: str) -> str:
    """`1 post`, `2 posts`."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def site_url(server: ServerSettings, port: int | None = None) -> str:
    """The URL of the site without a slash: the public one, else where the server listens (on `port`)."""
    if server.public_url:
        return server.public_url
    host = reachable_host(server.host)
    return f"http://{f'[{host}]' if ':' in host else host}:{port or server.port}"


def reachable_host(listening: str) -> str:
    """The host at which this machine reaches a server that listens there."""
    return _EVERYWHERE.get(listening, listening)


def answer_line(answer: Answer, detail: str) -> str:
    """An answer with its explanation, if there is one."""
    return f"{answer}: {detail}" if detail else str(answer)


def profile_lines(fields: Iterable[FieldFit], doubts: Iterable[Doubt], language: str) -> Iterator[str]:
    """How sure each field of a profile is, and what is in doubt, in a language."""
    sure, unsure = text(language, "fit_sure"), text(language, "fit_doubtful")
    for each in fields:
        yield f"{unsure if each.doubtful else sure:8}  {fit_text(each, language)}"
    yield from (f"{unsure:8}  {text(language, f'doubt_{doubt}')}" for doubt in doubts)


@contextmanager
def progress() -> Iterator[Progress]:
    """Shows progress on standard error: live on a terminal, as plain lines elsewhere."""
    if not sys.stderr.isatty():
        # In one write: forums are polled at the same time.
        yield lambda key, line: print(f"{key}: {line}\n", end="", file=sys.stderr, flush=True)
        return
    from rich.console import Console
    from rich.progress import Progress as LiveProgress
    from rich.progress import SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.fields[key]}", markup=False),
        TextColumn("{task.completed:.0f} pages"),
        TextColumn("{task.description}", markup=False),
        TimeElapsedColumn(),
    )
    tasks: dict[str, TaskID] = {}
    console = Console(stderr=True)
    with LiveProgress(*columns, console=console, transient=True, redirect_stdout=False) as live:

        def show(key: str, line: str) -> None:
            if key not in tasks:
                tasks[key] = live.add_task(line, total=None, key=key)
            live.update(tasks[key], advance=1, description=line)

        yield show


@contextmanager
def row_progress() -> Iterator[Callable[[str, int, int], None]]:
    """Shows what is at work and how much of all is done: live on a terminal, else a line now and then."""
    if not sys.stderr.isatty():
        last = time.monotonic()

        def print_line(what: str, done: int, total: int) -> None:
            nonlocal last
            if time.monotonic() - last >= _BETWEEN_LINES:
                last = time.monotonic()
                print(f"{what}: {100 * done // max(total, 1)} %", file=sys.stderr, flush=True)

        yield print_line
        return
    from rich.console import Console
    from rich.progress import Progress as LiveProgress

    with LiveProgress(console=Console(stderr=True), transient=True, redirect_stdout=False) as live:
        task = live.add_task("", total=None)
        yield lambda what, done, total: live.update(task, description=what, completed=done, total=total)
