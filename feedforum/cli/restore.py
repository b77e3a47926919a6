"""`feedforum restore FILE`: a backup in the place of the store."""

from argparse import Namespace
from pathlib import Path

from feedforum.cli.startup import settings_of
from feedforum.store import restore


def main(options: Namespace) -> int:
    """Put it there, and say where the store before it is. Raises StoreError."""
    before = restore(settings_of(options).storage_url, Path(options.file))
    print(f"{options.file} is the store now.")
    if before is not None:
        print(f"The one before is {before}; delete it when all is well.")
    return 0
