"""`feedforum upgrade`: the schema of this version, where several processes share a store in PostgreSQL."""

from argparse import Namespace

from feedforum.cli.startup import settings_of
from feedforum.store import upgrade_store


def main(options: Namespace) -> int:
    """Upgrade the store, or set it up, and say so. Raises StoreError."""
    before, now = upgrade_store(settings_of(options).storage_url)
    if before == now:
        print(f"The store has the newest schema already, {now}.")
    elif before is None:
        print(f"The store is set up, with the schema {now}.")
    else:
        print(f"The store has the schema {now} now; it was {before} before.")
    return 0
