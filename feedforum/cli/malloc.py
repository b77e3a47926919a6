"""How the C library hands out memory to the threads of a program that runs for long."""

import ctypes
import os

_M_ARENA_MAX = -8
"""What mallopt(3) calls the setting."""

_ARENAS = 2


def share_memory() -> None:
    """Let threads share two of glibc's arenas, instead of having up to eight for each core.

    Each keeps what it needed once at the most, and a page's tree needs a lot: with a dozen polls that is
    tens of megabytes which nobody uses. Nothing happens with other C libraries, or if the environment has
    a MALLOC_ARENA_MAX.
    """
    if "MALLOC_ARENA_MAX" not in os.environ and _is_glibc():
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, _ARENAS)


def _is_glibc() -> bool:
    try:
        return (os.confstr("CS_GNU_LIBC_VERSION") or "").startswith("glibc")
    except (AttributeError, ValueError):
        return False
