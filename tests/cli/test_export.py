"""`feedforum export DIR`, and `export_dir` of `poll` and `run`."""

import signal
from pathlib import Path

from tests.cli.conftest import Place, Run
from tests.cli.test_running import started

FEEDS = ("posts", "threads", "boards/2/posts", "boards/2/threads")
FORMS = [f"{ext}{end}" for ext in ("atom", "rss", "json") for end in ("", ".gz", ".br")]
NAMES = {f"feeds/demo/{feed}.{form}" for feed in FEEDS for form in FORMS}
ALL = NAMES | {"feeds.opml", "feeds.opml.gz", "feeds.opml.br", ".feedforum.lock"}


def held(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def configured(place: Place, *lines: str, **keys: str) -> list[str]:
    """As `Place.write`, with more lines in `[server]`."""
    named = place.write(**keys)
    text = place.config.read_text("utf-8")
    place.config.write_text(text.replace("[server]\n", "\n".join(("[server]", *lines, "")), 1), "utf-8")
    return named


PUBLIC = 'public_url = "https://feeds.example"'


def test_feeds_are_written_and_counted(place: Place, run: Run, tmp_path: Path) -> None:
    named = configured(place, PUBLIC, boards="[2]")
    out = tmp_path / "out"
    assert run("export", *named, str(out)) == (
        0,
        f"{out}  0 feeds, 0 written, 0 removed\n",
        "demo has no feeds yet; poll it first.\n",
    )
    run("poll", *named)
    assert run("export", *named, str(out)) == (0, f"{out}  12 feeds, 12 written, 0 removed\n", "")
    assert held(out) == ALL
    assert b"https://feeds.example/feeds/demo/posts.atom" in (out / "feeds/demo/posts.atom").read_bytes()
    (out / "feeds/demo/posts.rss").write_bytes(b"broken")
    assert run("export", *named, str(out)) == (0, f"{out}  12 feeds, 1 written, 0 removed\n", "")


def test_what_is_private_is_not_written(place: Place, run: Run, tmp_path: Path) -> None:
    tokens = 'access_tokens = ["open-sesame"]'
    named = configured(place, PUBLIC, tokens, boards="[2]")
    out = tmp_path / "out"
    run("poll", *named)
    run("export", *named, str(out))
    named = configured(place, PUBLIC, tokens, boards="[2]", private="true")
    assert run("export", *named, str(out)) == (0, f"{out}  0 feeds, 0 written, 12 removed\n", "")
    assert held(out) == ALL - NAMES


def test_without_a_public_address_it_says_what_the_feeds_name(place: Place, run: Run, tmp_path: Path) -> None:
    named = place.write(boards="[2]")
    run("poll", *named)
    status, _, err = run("export", *named, str(tmp_path / "out"))
    assert status == 0
    assert err == (
        "The feeds give http://127.0.0.1:0 as their address; set public_url in [server] to the one that they"
        " are served at.\n"
    )


def test_a_folder_that_cannot_be_written_ends_with_1(place: Place, run: Run, tmp_path: Path) -> None:
    named = configured(place, PUBLIC, boards="[2]")
    run("poll", *named)
    (tmp_path / "out").write_text("mine")
    status, out, err = run("export", *named, str(tmp_path / "out"))
    assert (status, out) == (1, "")
    assert err.startswith(f"feedforum: Feeds cannot be written to {tmp_path}/out (")


def test_a_poll_exports_what_it_brought(place: Place, run: Run, tmp_path: Path) -> None:
    named = configured(place, PUBLIC, 'export_dir = "out"', boards="[2]")
    assert run("poll", *named)[0] == 0
    assert held(tmp_path / "out") == ALL


def test_a_poll_goes_on_where_feeds_cannot_be_written(place: Place, run: Run, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    named = configured(place, PUBLIC, 'export_dir = "out"', boards="[2]")
    status, out, err = run("poll", *named)
    assert status == 0
    assert "2 new posts" in out
    assert err.count("Feeds cannot be written to") == 1


def test_run_exports_after_polls_and_removes_what_becomes_private(place: Place, tmp_path: Path) -> None:
    tokens = 'access_tokens = ["open-sesame"]'
    out = tmp_path / "out"
    named = configured(place, PUBLIC, tokens, 'export_dir = "out"', boards="[2]", engine='"wbb2"')
    with started("run", *named) as process:
        while not held(out) >= NAMES:
            assert process.reads_until("files written")
        configured(place, PUBLIC, tokens, 'export_dir = "out"', boards="[2]", engine='"wbb2"', private="true")
        process.hangs_up()
        removed = 0
        while removed < 12:
            line = process.reads_until("removed: ")
            assert line
            removed += int(line.rpartition("removed: ")[2])
        assert removed == 12
        assert not held(out) & NAMES
        status, err = process.ends(signal.SIGTERM)
    assert status == 0
    assert "Traceback" not in err
