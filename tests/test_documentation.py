"""The documents tell of everything there is, and of nothing else."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from feedforum import __version__
from feedforum.cli.arguments import CONFIG_VARIABLE, DEFAULT_CONFIG, parser
from feedforum.config import load, schema
from feedforum.engines import ENGINES
from feedforum.engines.kit.engine import PageEngine
from feedforum.records import Answer, ForumStatus, ProcessStatus, QueueStatus
from feedforum.translations import text
from tests.command_line import commands, options
from tests.feeds.samples import NOON
from tests.web.sites import TOKEN, OwnersSite

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])

SECTIONS: dict[str, type[schema.Table]] = {
    "## `[server]`": schema.Server,
    "## `[storage]`": schema.Storage,
    "## `[logging]`": schema.Logging,
    "## `[polling]`": schema.Polling,
    "## `[feeds]`": schema.Feeds,
    "## `[[forum]]`": schema.Forum,
    "### A board's table": schema.Board,
    "### A thread's table": schema.Thread,
}

INHERITED = set(schema.Polling.model_fields) | set(schema.Feeds.model_fields)


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def section(text: str, heading: str) -> str:
    _, _, rest = text.partition(f"\n{heading}\n")
    return re.split(r"\n##+ ", rest)[0]


def rows(text: str) -> Iterator[list[str]]:
    """The cells of each row of a table, without its head."""
    for line in text.splitlines():
        if line.startswith("| `"):
            yield [cell.strip() for cell in line.strip("|").split(" | ")]


def named(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


# --- docs/configuration.md ---


@pytest.mark.parametrize("heading", SECTIONS)
def test_every_key_is_documented_in_its_section(heading: str) -> None:
    documented = [
        key for cells in rows(section(read("docs/configuration.md"), heading)) for key in named(cells[0])
    ]
    table = SECTIONS[heading]
    own = set(table.model_fields) - (INHERITED if table is schema.Forum else set())
    assert len(documented) == len(set(documented))
    assert set(documented) == own


@pytest.mark.parametrize("heading", list(SECTIONS)[:-2])
def test_defaults_are_as_documented(heading: str) -> None:
    table = SECTIONS[heading]
    without = {"key": "k", "url": "http://k.example/"} if table is schema.Forum else {}
    for cells in rows(section(read("docs/configuration.md"), heading)):
        (key,) = named(cells[0])
        written = named(cells[2])
        if not written:
            assert not has_a_default(table, key), key
            continue
        given = tomllib.loads(f"value = {written[0]}")["value"]
        assert getattr(table.model_validate(without | {key: given}), key) == table.model_fields[key].default


def has_a_default(table: type[schema.Table], key: str) -> bool:
    field = table.model_fields[key]
    return not field.is_required() and field.default is not None


@pytest.mark.parametrize("document", ["README.md", "docs/configuration.md"])
def test_pieces_of_configuration_can_be_used(document: str, tmp_path: Path) -> None:
    pieces = re.findall(r"```toml\n(.*?)```", read(document), re.DOTALL)
    assert pieces
    for piece in pieces:
        whole = piece if "[[forum]]" in piece else f'[[forum]]\nkey = "k"\nurl = "http://k.example/"\n{piece}'
        path = tmp_path / "config.toml"
        path.write_text(whole, encoding="utf-8")
        assert load(path, ENGINES, {}).forums


# --- docs/feeds.md ---


def addresses() -> set[str]:
    """Each address that the web answers, as the documents write it."""
    found = set()
    for rule in OwnersSite().app().url_map.iter_rules():
        if rule.endpoint == "static":
            continue
        path = re.sub(r"<id:\w+>", "ID", rule.rule).replace("<key>", "KEY").replace("<ext>", "EXT")
        path = path.replace("<name>", "NAME")
        found.add(re.sub(r"\.(atom|rss|json)$", ".EXT", path))
    return found


def test_every_address_is_documented_and_no_other() -> None:
    documented = {
        address
        for cells in rows(section(read("docs/feeds.md"), "## Addresses"))
        for address in named(cells[0])
        if address.startswith("/")
    }
    assert documented == addresses()


def test_the_readme_shows_addresses_of_every_kind_of_feed() -> None:
    shown = set(re.findall(r"http://127\.0\.0\.1:8080(/feeds[^\s?]+)", read("README.md")))
    kinds = {re.sub(r"\d+", "ID", path).replace("satclub", "KEY").replace(".atom", ".EXT") for path in shown}
    assert kinds == {address for address in addresses() if address.startswith("/feeds")}


# --- docs/status.md ---


def test_every_metric_is_documented_with_its_labels_and_no_other() -> None:
    documented = {
        metric: set(named(labels))
        for metric, labels in (
            (named(cells[0])[0], cells[1]) for cells in rows(section(read("docs/status.md"), "## Metrics"))
        )
    }
    site = OwnersSite()
    status = ForumStatus("sat", due_at=NOON, polled_at=NOON, failing_since=NOON)
    site.forum_statuses.forums["sat"] = status
    worker = ProcessStatus("worker", "one", 7, "1", "abc", NOON)
    site.queue = QueueStatus(NOON, (worker,), queued=1, oldest_due_at=NOON, last_minute_polls=1)
    site.metrics.page_asked("sat", "ok", 1, 1, 1.0)
    site.metrics.polled(
        "sat", "ok", 1, dict.fromkeys(("new_posts", "edits", "deletions", "unread_dates"), 1), (1.0,)
    )
    site.metrics.media_fetched("sat", "kept", 1)
    site.metrics.feed_served(200)
    answer = site.app().test_client().get(f"/metrics?token={TOKEN}")
    found = {}
    for family in text_string_to_metric_families(answer.text):
        if not family.name.endswith("_created"):
            name = f"{family.name}_total" if family.type == "counter" else family.name
            found[name] = {label for sample in family.samples for label in sample.labels} - {"le"}
    assert documented == found


# --- docs/troubleshooting.md ---


def test_each_answer_that_needs_advice_has_a_section_with_it() -> None:
    document = read("docs/troubleshooting.md")
    documented = [heading for heading in re.findall(r"(?m)^## (.+)$", document) if heading.islower()]
    assert documented == [str(answer) for answer in Answer if answer not in (Answer.OK, Answer.UNCHANGED)]
    for answer in Answer:
        if str(answer) in documented:
            words = " ".join(section(document, f"## {answer}").split())
            assert words.startswith(text("en", f"advice_{answer.name.lower()}")), answer


# --- README.md and the rest ---


def test_every_command_is_documented_and_no_other() -> None:
    documented = re.findall(r"(?m)^\| `feedforum (\w+)`", read("README.md"))
    assert sorted(documented) == sorted(commands(parser()))


def test_every_option_is_documented() -> None:
    documented = "\n".join(document.read_text(encoding="utf-8") for document in DOCUMENTS)
    for command in (parser(), *commands(parser()).values()):
        for option in options(command) - {"-h", "--help"}:
            if option.startswith("--"):
                assert re.search(rf"{option}\b", documented), option
    assert CONFIG_VARIABLE in documented
    assert DEFAULT_CONFIG in documented


def test_every_option_that_is_shown_is_there() -> None:
    known = commands(parser())
    shown = rf"\bfeedforum (?:--config \S+ )?({'|'.join(known)})\b([^`|\n]*)"
    for document in DOCUMENTS:
        for command, rest in re.findall(shown, document.read_text(encoding="utf-8")):
            documented = set(re.findall(r"--[a-z-]+", rest))
            assert documented <= options(known[command]) | options(parser()), (document.name, command)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_within_the_project_lead_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", document.read_text(encoding="utf-8")):
        assert (document.parent / target).exists(), target


def test_every_make_command_that_is_named_is_there() -> None:
    targets = set(re.findall(r"(?m)^([a-z]+):", read("Makefile")))
    for document in DOCUMENTS:
        documented = re.findall(
            r"(?:`|^    )make ([a-z]+)", document.read_text(encoding="utf-8"), re.MULTILINE
        )
        assert set(documented) <= targets, document.name
    assert {"test", "demo", "run", "lock", "clean", "format"} <= targets


def test_the_changelog_knows_this_version() -> None:
    assert re.search(rf"(?m)^## \[{re.escape(__version__)}\] - ", read("CHANGELOG.md"))


def test_nothing_tells_of_the_machine_it_was_written_on() -> None:
    words = ("/wo" + "rk/", "../" + "shared", "/ro" + "ot/", "/opt/py" + "pi")
    folders = ("feedforum", "tests", "docs", ".ci")
    files = [
        path for path in ROOT.iterdir() if path.is_file() and path.suffix != ".db" and path.name != ".git"
    ]
    files += [path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file()]
    for path in files:
        if "__pycache__" in path.parts or path.name == "config.toml":
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        assert not [word for word in words if word in text], path


# --- docs/adding-an-engine.md ---


def test_the_guide_names_all_pieces_of_the_kit() -> None:
    table = read("docs/adding-an-engine.md").partition("## The pieces of the kit")[2].partition("\n**")[0]
    modules = {path.stem for path in (ROOT / "feedforum/engines/kit").glob("[!_]*.py")}
    assert {name for row in re.findall(r"(?m)^\| (`.+?`) \|", table) for name in named(row)} == modules


def test_the_guide_names_all_that_an_engine_gives() -> None:
    names = {
        name
        for row in re.findall(r"(?m)^\| [^|`]+ \| (`.+`) \|$", read("docs/adding-an-engine.md"))
        for name in named(row)
    }
    assert names == {name for name in vars(PageEngine) if not name.startswith("_")}
