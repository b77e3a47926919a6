"""What can be said on the command line."""

import argparse
from urllib.parse import urlsplit

from feedforum import __version__
from feedforum.cli.completion import SHELLS, PrintCompletion

CONFIG_VARIABLE = "FEEDFORUM_CONFIG"
DEFAULT_CONFIG = "config.toml"


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
        help="print a script that lets a shell complete commands and options",
    )
    _add_config(top, default=None)
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    _add(commands, "run", "poll the forums and serve their feeds, in one process")
    _add(commands, "serve", "serve the feeds only")
    poll = _add(commands, "poll", "poll each forum once, now")
    poll.add_argument("--forum", metavar="KEY", help="poll this forum only")
    check = _add(commands, "check", "report every fault of the configuration")
    check.add_argument("--online", action="store_true", help="visit each forum and say what it shows")
    discover = _add(commands, "discover", "find out what forum an address is, and propose a configuration")
    discover.add_argument("url", metavar="URL", help="any address of the forum, also without http://")
    discover.add_argument("--write", action="store_true", help="add the forum to the configuration file")
    inspect = _add(commands, "inspect", "show what the parser makes of a page, as JSON")
    inspect.add_argument("page", metavar="URL-or-FILE", help="a page of a forum, or a file that holds one")
    inspect.add_argument("--url", type=_web_address, metavar="URL", help="where a file was saved from")
    inspect.add_argument("--engine", metavar="E", help="read it as a page of this software, such as wbb2")
    feeds = _add(commands, "feeds", "list the URLs of all feeds")
    feeds.add_argument("--opml", action="store_true", help="as OPML, for a reader's import")
    export = _add(commands, "export", "write all feeds that need no token as files, now")
    export.add_argument("folder", metavar="DIR", help="where to write them")
    _add(commands, "token", "make a new access token, and the line that the configuration needs for it")
    backup = _add(commands, "backup", "copy the store into a file, while it is in use")
    backup.add_argument("file", metavar="FILE", help="where to write the copy")
    backup.add_argument("--force", action="store_true", help="overwrite FILE")
    return top


def _add(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, summary: str
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
    # Left out after the command's name, it must not undo what stood before it.
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
