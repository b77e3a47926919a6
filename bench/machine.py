"""What was measured on."""

import os
import platform
import sqlite3
from importlib.metadata import version
from pathlib import Path


def described() -> str:
    """The machine and what runs on it, in a line."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    libraries = ", ".join(
        f"{name} {version(name)}" for name in ("lxml", "beautifulsoup4", "sqlalchemy", "flask")
    )
    return (
        f"{os.cpu_count()} × {_processor()}, {memory:.0f} GB of memory; {platform.system()} "
        f"{platform.release().split('-')[0]}; Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}, {libraries}"
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())
