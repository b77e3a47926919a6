"""What a user without privileges may do, tested by whoever runs the tests, root too."""

import os
import pwd
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OPEN_TO_ALL = tempfile.gettempdir()
"""The machine's folder for temporary files; those of pytest, and of each test, are for their owner alone."""

_USERS = ("postgres", "nobody")


def user() -> pwd.struct_passwd | None:
    """Whom to act as instead of root; None where the tests are not run by root."""
    if os.geteuid() != 0:
        return None
    users = {entry.pw_name: entry for entry in pwd.getpwall()}
    return next(users[name] for name in _USERS if name in users)


@contextmanager
def folder_of(owner: pwd.struct_passwd | None) -> Iterator[Path]:
    """A folder of that user, or of whoever runs the tests; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="feedforum-", dir=OPEN_TO_ALL) as path:
        if owner:
            os.chown(path, owner.pw_uid, owner.pw_gid)
        yield Path(path)


@contextmanager
def without_privileges() -> Iterator[None]:
    """What is done in the block is done as another user, if root would do it."""
    other = user()
    if other:
        os.seteuid(other.pw_uid)
    try:
        yield
    finally:
        if other:
            os.seteuid(0)
