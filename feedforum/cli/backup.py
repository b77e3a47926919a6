"""`feedforum backup FILE`: a copy of the store, while it is in use."""

from argparse import Namespace
from pathlib import Path

from feedforum.cli.startup import settings_of
from feedforum.store import back_up


def main(options: Namespace) -> int:
    """Write the copy and print its size. Raises StoreError."""
    settings = settings_of(options)
    size = back_up(settings.storage_url, Path(options.file), overwrite=options.force)
    print(f"{options.file}  {size / 1_000_000:.1f} MB, complete and checked")
    return 0
