"""feedforum as it is installed from the wheel: in an environment of its own, far from the sources."""

import os
import re
import select
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 30.0

Done = subprocess.CompletedProcess[str]


@dataclass(frozen=True)
class Installed:
    """The environment at `folder`, its commands run in the folder `home`."""

    folder: Path
    home: Path

    @property
    def python(self) -> str:
        return str(self.folder / "bin" / "python")

    @property
    def program(self) -> str:
        return str(self.folder / "bin" / "feedforum")

    def run(self, *command: str) -> Done:
        # With a folder of its own for temporary files, no command waits for the turn of the one before.
        with TemporaryDirectory(dir=self.folder) as turns:
            environment = _clean() | {"TMPDIR": turns}
            return subprocess.run(
                command,
                cwd=self.home,
                env=environment,
                capture_output=True,
                text=True,
                timeout=PATIENCE,
                check=False,
            )

    @contextmanager
    def serving(self, *command: str) -> Iterator[str]:
        """The address that a command serves at, for as long as the block lasts."""
        with subprocess.Popen(
            command, cwd=self.home, env=_clean(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as process:
            try:
                assert process.stdout is not None
                assert select.select([process.stdout], [], [], PATIENCE)[0]
                found = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
                assert found
                yield found[0]
            finally:
                process.terminate()


def wheel_in(folder: Path) -> Path:
    """Builds the wheel with the build backend of the project, without the network."""
    pip("wheel", "--no-index", "--no-build-isolation", "--no-deps", "--wheel-dir", str(folder), str(ROOT))
    (wheel,) = folder.glob("feedforum-*.whl")
    return wheel


def installed_in(folder: Path, wheel: Path) -> Installed:
    """Installs the wheel in a new environment, which then finds what it needs where the tests do."""
    place = Installed(folder / "environment", folder / "home")
    place.home.mkdir()
    venv.create(place.folder, with_pip=False, symlinks=True)
    pip("--python", place.python, "install", "--no-index", "--no-deps", str(wheel))
    (packages,) = (place.folder / "lib").glob("python*/site-packages")
    # A path that a .pth names is not looked through for further .pth: so the sources stay out of reach.
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return place


def pip(*arguments: str, folder: Path = ROOT) -> None:
    """Runs pip in a folder."""
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments]
    done = subprocess.run(command, cwd=folder, env=_clean(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def _clean() -> dict[str, str]:
    """The environment without what leads Python or feedforum to the sources."""
    own = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "FEEDFORUM_CONFIG")
    return {name: value for name, value in os.environ.items() if name not in own}
