"""`feedforum copy --to URL`: the whole store in another database, such as PostgreSQL, compared row by row."""

import json
from argparse import Namespace

from feedforum.cli.output import count, row_progress
from feedforum.cli.startup import settings_of
from feedforum.config import read_storage_url
from feedforum.store import copy_store


def main(options: Namespace) -> int:
    """Copy it, and say what to write into the configuration. Raises ConfigError, StoreError."""
    settings = settings_of(options)
    target = read_storage_url(options.to, "--to")
    with row_progress() as show:
        done = copy_store(settings.storage_url, target, show)
    width = max(len(table.name) for table in done.tables)
    for table in done.tables:
        print(f"{table.name:<{width}}  {count(table.rows, 'row'):>16}  {table.checksum}")
    print(
        f"All {len(done.tables)} tables are the same in both stores, by their rows and the checksums above."
    )
    print(f"To use the copy, write into the configuration:\n\n[storage]\nurl = {json.dumps(done.url)}\n")
    if "***" in done.url:
        print("with the password in the place of ***. ", end="")
    print("Pictures and files stay in their folder.")
    return 0
