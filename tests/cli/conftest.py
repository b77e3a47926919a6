"""A sample forum on a socket, and a configuration that names it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.sample_forum import SampleForum, Site, serve


@dataclass
class Place:
    """The forum `demo` with two boards, one of them for members only."""

    forum: SampleForum
    site: Site
    config: Path
    thread: int

    def write(self, more: str = "", **keys: str) -> list[str]:
        """Writes the configuration; gives the arguments that name it. Values are as TOML has them."""
        forum = {"key": '"demo"', "url": f'"{self.site.url}"', "boards": "[2, 3]"} | keys
        text = '[server]\nlisten = "127.0.0.1:0"\n[polling]\nrequest_delay = "0s"\nrobots_txt = false\n'
        text += more + "[[forum]]\n" + "".join(f"{key} = {value}\n" for key, value in forum.items())
        self.config.write_text(text, encoding="utf-8")
        return ["--config", str(self.config)]


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    forum = SampleForum(now=datetime(2026, 3, 10, 12, 0, 30, tzinfo=UTC))
    forum.register("Ines", "geheim")
    category = forum.add_category("Alles")
    general = forum.add_board("Allgemeines", category)
    forum.add_board("Mitglieder", category, members_only=True)
    thread = forum.new_thread(general, "Ines", "Grüße", "Guten Tag, 5 €.")
    forum.reply(thread, "Paul", "Ebenfalls.")
    with serve(forum) as site:
        # The commands have the machine's clock.
        site.sends_date = False
        yield Place(forum, site, tmp_path / "config.toml", thread)


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder without a configuration, to be in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FEEDFORUM_CONFIG", raising=False)
    return tmp_path


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Carries out a command; gives its exit status and what it wrote to either stream."""
    from feedforum.cli import main

    def carry_out(*arguments: str) -> tuple[int, str, str]:
        capfdbinary.readouterr()
        status = main(arguments)
        captured = capfdbinary.readouterr()
        return status, captured.out.decode("utf-8"), captured.err.decode("utf-8")

    return carry_out
