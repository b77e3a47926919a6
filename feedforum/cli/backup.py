"""`feedforum backup FILE`: a copy of the store, while it is in use, and of pictures and files."""

from argparse import Namespace
from pathlib import Path

from feedforum.cli.output import count
from feedforum.cli.startup import settings_of
from feedforum.media.folder import MediaFolder
from feedforum.store import back_up


def main(options: Namespace) -> int:
    """Write the copy and print its size. Raises StoreError, MediaError."""
    settings = settings_of(options)
    size = back_up(settings.storage_url, Path(options.file), overwrite=options.force)
    print(f"{options.file}  {size / 1_000_000:.1f} MB, complete and checked")
    if settings.media_folder.is_dir():
        copy = Path(f"{options.file}.media")
        files = MediaFolder(settings.media_folder).copy_to(MediaFolder(copy), remove_others=True)
        print(f"{copy}  {count(files, 'file')}, complete and checked")
    return 0
