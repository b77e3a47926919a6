"""How much of what takes long is done: all of it by `make thorough`, a part of each kind by `make test`."""

import os

THOROUGH = os.environ.get("FEEDFORUM_TESTS") == "thorough"


def times(all_of_them: int, usually: int) -> int:
    """How often something is done."""
    return all_of_them if THOROUGH else usually
