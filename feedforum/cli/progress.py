"""How far long work has come: alive on a terminal, plain lines elsewhere; on standard error."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Seen = Callable[[str, str], None]


@contextmanager
def progress() -> Iterator[Seen]:
    """Gives what is to be told each line, with the key of the forum that it is about."""
    if sys.stderr.isatty():
        with _alive() as seen:
            yield seen
    else:
        yield _plain


def _plain(key: str, line: str) -> None:
    # In one piece: forums are polled at the same time.
    sys.stderr.write(f"{key}: {line}\n")
    sys.stderr.flush()


@contextmanager
def _alive() -> Iterator[Seen]:
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.fields[key]}", markup=False),
        TextColumn("{task.completed:.0f} pages"),
        TextColumn("{task.description}", markup=False),
        TimeElapsedColumn(),
    )
    tasks: dict[str, TaskID] = {}
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, redirect_stdout=False) as shown:

        def seen(key: str, line: str) -> None:
            if key not in tasks:
                tasks[key] = shown.add_task(line, total=None, key=key)
            shown.update(tasks[key], advance=1, description=line)

        yield seen
