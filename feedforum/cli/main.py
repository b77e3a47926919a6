"""Runs a command, and makes an error one sentence and an exit status."""

import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from feedforum.cli.arguments import parser
from feedforum.errors import ConfigError, FeedforumError, UnknownEngineError

FAILED = 1
FAULTY = 2
INTERRUPTED = 128 + 2
"""The status that shells give a program that SIGINT ended."""
READER_GONE = 128 + 13
"""Likewise for SIGPIPE."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command: 0 if all went well, 1 if something failed, 2 for a faulty configuration or arguments."""
    _escape_unencodable()
    top = parser()
    try:
        try:
            options = top.parse_args(arguments)
        finally:
            # What --help and --print-completion wrote, before they exit.
            sys.stdout.flush()
        if options.command is None:
            top.print_help(sys.stderr)
            return FAULTY
        command = import_module(f"feedforum.cli.{options.command}")
        status: int = command.main(options)
        sys.stdout.flush()
    except FeedforumError as error:
        sentences = error.faults if isinstance(error, ConfigError) else (f"feedforum: {error}",)
        print(*sentences, sep="\n", file=sys.stderr)
        return FAULTY if isinstance(error, ConfigError | UnknownEngineError) else FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The rest of the buffer goes nowhere, so that Python does not complain as it exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READER_GONE
    return status


def _escape_unencodable() -> None:
    """Characters that the terminal's encoding lacks are printed by their number."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
