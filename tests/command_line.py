"""What a command line can say, read off its parser."""

import argparse


def commands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The parser of each command, by its name."""
    (choice,) = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    return dict(choice.choices)


def options(parser: argparse.ArgumentParser) -> set[str]:
    """The options of a parser as they are written, and the names of its arguments; no commands."""
    named = {
        action.dest
        for action in parser._actions
        if not action.option_strings and not isinstance(action, argparse._SubParsersAction)
    }
    return named.union(*(action.option_strings for action in parser._actions))
