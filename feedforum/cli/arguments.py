"""The command line: commands, options, and completion in shells."""

import argparse
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from feedforum import __version__

CONFIG_VARIABLE = "FEEDFORUM_CONFIG"
DEFAULT_CONFIG = "config.toml"
SHELLS = ("bash", "zsh", "tcsh", "fish")

_FILES = ("FILE", "URL-or-FILE")
"""The placeholders for names of files in the help."""


def parser() -> argparse.ArgumentParser:
    """The parser of the command line. `config` is None where no `--config` stands."""
    top = argparse.ArgumentParser(
        prog="feedforum", description="Feeds with whole posts for old web forums that have none."
    )
    top.add_argument("--version", action="version", version=f"feedforum {__version__}")
    top.add_argument(
        "--print-completion",
        action=PrintCompletion,
        choices=SHELLS,
        default=argparse.SUPPRESS,
        help="print a script with which a shell completes commands and options",
    )
    _add_config(top, default=None)
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    _add(commands, "run", "poll the forums and serve their feeds, in one process")
    _add(commands, "serve", "serve the feeds only")
    _add(commands, "health", "ask the server that runs here whether it is well")
    poll = _add(commands, "poll", "poll each forum once, now")
    poll.add_argument("--forum", metavar="KEY", help="poll this forum only")
    check = _add(commands, "check", "report every fault of the configuration")
    check.add_argument("--online", action="store_true", help="look at each forum, too, and show what it has")
    discover = _add(commands, "discover", "find the forum at an address, and propose a configuration for it")
    discover.add_argument("url", metavar="URL", help="any address of the forum, with or without http://")
    discover.add_argument("--write", action="store_true", help="add the forum to the configuration file")
    inspect = _add(commands, "inspect", "show what is read from a page, as JSON")
    inspect.add_argument("page", metavar="URL-or-FILE", help="a page of a forum, or a file with one")
    inspect.add_argument("--url", type=_web_address, metavar="URL", help="the URL of a saved file")
    inspect.add_argument("--engine", metavar="E", help="read the page with this engine")
    feeds = _add(commands, "feeds", "list the URLs of all feeds")
    feeds.add_argument("--opml", action="store_true", help="as OPML, for a reader's import")
    export = _add(commands, "export", "write all public feeds as files, now")
    export.add_argument("folder", metavar="DIR", help="where to write them")
    _add(commands, "token", "make a new access token, and the line for the configuration")
    backup = _add(commands, "backup", "copy the store into a file, while it is in use")
    backup.add_argument("file", metavar="FILE", help="where to write the copy")
    backup.add_argument("--force", action="store_true", help="overwrite FILE")
    return top


def _add(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, summary: str
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
    # Where it does not follow the command's name, it must not undo one before it.
    _add_config(command, default=argparse.SUPPRESS)
    return command


def _web_address(given: str) -> str:
    parts = urlsplit(given)
    if parts.scheme.lower() not in ("http", "https") or not parts.netloc:
        raise argparse.ArgumentTypeError(f"expected an address such as http://forum.example/, not {given!r}")
    return given


def _add_config(command: argparse.ArgumentParser, default: str | None) -> None:
    command.add_argument(
        "-c",
        "--config",
        metavar="FILE",
        default=default,
        help=f"the configuration (default: {CONFIG_VARIABLE} if set, else {DEFAULT_CONFIG})",
    )


class PrintCompletion(argparse.Action):
    """Prints the completion script for a shell and exits, as `--help` does.

    shtab has such an action too, but importing it takes longer than everything else at a command's start.
    """

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,
    ) -> None:
        import shtab

        for action in _actions(parser):
            if action.metavar in _FILES:
                action.complete = shtab.FILE  # type: ignore[attr-defined]  # where shtab looks for it
        print(shtab.complete(parser, str(values)))
        parser.exit()


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """The actions of a parser and of its commands."""
    for action in parser._actions:  # noqa: SLF001 - argparse has no other way to list them
        yield action
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            for command in action.choices.values():
                yield from _actions(command)
