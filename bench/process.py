"""The program as its owner starts it, in a process of its own."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from bench.filled import store_at

_NANO = 1e9


@dataclass(frozen=True, slots=True)
class Program:
    """A `feedforum run` under way, which answers at `url`, without a slash at its end."""

    process_id: int
    url: str

    def get(self, path: str) -> bytes:
        """What it answers. Raises OSError for all but status 200."""
        with urlopen(self.url + path, timeout=120) as answer:
            body: bytes = answer.read()
            return body

    def cpu(self) -> float:
        """The CPU time of its threads until now, in seconds."""
        return cpu_of(self.process_id)

    def peak(self) -> float:
        """The most memory that it ever had, in MB."""
        for line in Path(f"/proc/{self.process_id}/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024 / 1e6
        raise LookupError("VmHWM")


def cpu_of(process_id: int) -> float:
    """The CPU time of the threads of a process, in seconds, to the nanosecond (proc_pid_schedstat(5))."""
    tasks = Path(f"/proc/{process_id}/task").iterdir()
    return sum(int((task / "schedstat").read_text(encoding="ascii").split()[0]) for task in tasks) / _NANO


def write_config(
    path: Path, store: Path, forum_url: str, names: Sequence[str], boards: Sequence[int]
) -> Path:
    """A configuration for forums that are all the one at that address."""
    text = (
        f'[server]\nlisten = "127.0.0.1:0"\n[storage]\nurl = "{store_at(store)}"\n'
        '[polling]\nrequest_delay = "0s"\nrobots_txt = false\n'
    )
    for name in names:
        text += (
            f'[[forum]]\nkey = "{name}"\nurl = "{forum_url}"\nengine = "wbb2"\nboards = {list(boards)}\n'
            'timezone = "Europe/Berlin"\n'
        )
    path.write_text(text, encoding="utf-8")
    return path


@contextmanager
def running(config: Path) -> Iterator[Program]:
    """`feedforum run`, from when it says where it is; killed in the end."""
    with tempfile.TemporaryDirectory(prefix="feedforum-bench-") as own:
        process = subprocess.Popen(
            [sys.executable, "-m", "feedforum", "run", "--config", str(config)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "TMPDIR": own},
        )
        try:
            assert process.stdout is not None
            line = process.stdout.readline().decode()
            if not line:
                raise OSError("feedforum run ended at once")
            yield Program(process.pid, line.split()[3].rstrip("/"))
        finally:
            process.kill()
            process.communicate()
