"""`feedforum restore FILE`: a backup in the place of the store, with its pictures and files."""

from argparse import Namespace
from pathlib import Path

from feedforum.cli.output import count
from feedforum.cli.startup import settings_of
from feedforum.media.folder import MediaFolder
from feedforum.store import restore


def main(options: Namespace) -> int:
    """Put it there, and say where the store before it is. Raises StoreError, MediaError.

    Files that the folder has beyond the backup stay: the store before may show them, and what no post shows
    is deleted in time.
    """
    settings = settings_of(options)
    before = restore(settings.storage_url, Path(options.file))
    print(f"{options.file} is the store now.")
    if before is not None:
        print(f"The one before is {before}; delete it when all is well.")
    files = Path(f"{options.file}.media")
    if files.is_dir():
        copied = MediaFolder(files).copy_to(MediaFolder(settings.media_folder), remove_others=False)
        print(f"{settings.media_folder}  {count(copied, 'file')} of the backup")
    return 0
