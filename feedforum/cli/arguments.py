"""The command line: commands, options, and completion in shells."""

import argparse
from urllib.parse import urlsplit

from feedforum import __version__

CONFIG_VARIABLE = "FEEDFORUM_CONFIG"
DEFAULT_CONFIG = "config.toml"
SHELLS = ("bash", "zsh", "tcsh", "fish")


def parser(file_completion: object = None) -> argparse.ArgumentParser:
    """The parser of the command line; `file_completion` is how shtab has shells complete names of files."""

    def names_file(action: argparse.Action) -> None:
        action.complete = file_completion  # type: ignore[attr-defined]  # where shtab looks for it

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
    names_file(_add_config(top, default=None))
    commands = top.add_subparsers(dest="command", metavar="COMMAND")

    def add(name: str, summary: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
        # Where it does not follow the command's name, it must not undo one before it.
        names_file(_add_config(command, default=argparse.SUPPRESS))
        return command

    add("run", "poll the forums and serve their feeds, in one process")
    add("serve", "serve the feeds only")
    add("worker", "poll the forums of a store in PostgreSQL, together with other workers")
    add("health", "check that the server on this machine is healthy")
    poll = add("poll", "poll each forum once, now")
    poll.add_argument("--forum", metavar="KEY", help="poll this forum only")
    check = add("check", "report every fault in the configuration")
    check.add_argument("--online", action="store_true", help="also look at each forum, and show what it has")
    discover = add("discover", "find the forum at an address, and propose a configuration for it")
    discover.add_argument("url", metavar="URL", help="any address of the forum, with or without http://")
    discover.add_argument("--write", action="store_true", help="add the forum to the configuration file")
    inspect = add("inspect", "show what is read from a page, as JSON")
    names_file(
        inspect.add_argument("page", metavar="URL-or-FILE", help="a page of a forum, or a file with one")
    )
    inspect.add_argument("--url", type=_web_address, metavar="URL", help="the URL of a saved file")
    inspect.add_argument("--engine", metavar="E", help="read the page with this engine")
    for command in (check, discover, inspect):
        about = "the language of what is said about pages that no engine knows (default: en)"
        command.add_argument("--language", choices=("en", "de"), default="en", help=about)
    feeds = add("feeds", "list the URLs of all feeds")
    feeds.add_argument("--opml", action="store_true", help="as OPML, for a reader's import")
    feeds.add_argument(
        "--kind",
        choices=("posts", "threads", "all"),
        help="one feed of posts or of threads for each board, or all (default: all; with --opml: posts)",
    )
    export = add("export", "write all public feeds as files, now")
    export.add_argument("folder", metavar="DIR", help="where to write them")
    add("token", "make a new access token, and the line for the configuration")
    backup = add("backup", "copy the store into a file, while it is in use")
    names_file(backup.add_argument("file", metavar="FILE", help="where to write the copy"))
    backup.add_argument("--force", action="store_true", help="overwrite FILE")
    restore = add("restore", "put a backup in place of the store, which no process may be using")
    names_file(restore.add_argument("file", metavar="FILE", help="a copy that backup wrote"))
    add("upgrade", "bring the store to the schema of this version")
    copy = add("copy", "copy the whole store into an empty one, of PostgreSQL or SQLite, and compare both")
    copy.add_argument(
        "--to", required=True, metavar="URL", help="the empty store, written as under [storage] url"
    )
    return top


def _web_address(given: str) -> str:
    parts = urlsplit(given)
    if parts.scheme.lower() not in ("http", "https") or not parts.netloc:
        raise argparse.ArgumentTypeError(f"expected an address such as http://forum.example/, not {given!r}")
    return given


def _add_config(command: argparse.ArgumentParser, default: str | None) -> argparse.Action:
    return command.add_argument(
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

    def __call__(self, top: argparse.ArgumentParser, _: object, values: object, *__: object) -> None:
        import shtab

        print(shtab.complete(parser(shtab.FILE), str(values)))
        top.exit()
