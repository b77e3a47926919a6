"""Threads share the memory that the C library hands out."""

import ctypes
import os
import platform
import subprocess
import sys

import pytest

from feedforum.cli import startup

_THREADS = 8

_COUNTED = f"""
import threading

{{first}}
begun, over = threading.Barrier({_THREADS} + 1), threading.Event()

def hold():
    held = [bytes(100_000) for _ in range(20)]
    begun.wait()
    over.wait()

threads = [threading.Thread(target=hold) for _ in range({_THREADS})]
for thread in threads:
    thread.start()
begun.wait()
heaps = 0
for line in open("/proc/self/maps"):
    span, rights, *_ = line.split()
    low, high = (int(end, 16) for end in span.split("-"))
    # An arena reserves 64 MB of addresses, and begins at a multiple of that.
    heaps += rights == "---p" and high % 2**26 == 0 and 2**25 < high - low < 2**26
print(heaps)
over.set()
"""

_SHARED = "from feedforum.cli.startup import share_memory; share_memory()"


def heaps(first: str, **environment: str) -> int:
    """How many arenas beside the main one a process with some threads has."""
    environ = {name: value for name, value in os.environ.items() if name != "MALLOC_ARENA_MAX"} | environment
    code = _COUNTED.format(first=first)
    return int(
        subprocess.run([sys.executable, "-c", code], env=environ, capture_output=True, check=True).stdout
    )


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="the C library is another")
def test_threads_share_arenas_unless_the_environment_says_how_many() -> None:
    assert heaps("") > 2
    assert heaps(_SHARED) <= 1
    assert heaps(_SHARED, MALLOC_ARENA_MAX="4") == 3


def test_nothing_happens_with_another_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MALLOC_ARENA_MAX", raising=False)
    monkeypatch.setattr(platform, "libc_ver", lambda: ("", ""))
    opened: list[object] = []
    monkeypatch.setattr(ctypes, "CDLL", opened.append)
    startup.share_memory()
    assert opened == []
