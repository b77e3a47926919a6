"""The image's steps, without a Docker daemon: what they copy, build and run."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

from feedforum.cli.arguments import CONFIG_VARIABLE, parser
from feedforum.config import schema
from tests.packaging.dockerfile import copied, ignored, steps_of
from tests.packaging.installed import ROOT, pip

TEXT = (ROOT / "Dockerfile").read_text(encoding="utf-8")
STAGES = steps_of(TEXT)
LAST = STAGES[-1]


def only(name: str) -> str:
    (words,) = (step.words for step in LAST if step.name == name)
    return words


def test_the_linter_has_nothing_to_say() -> None:
    command = [str(Path(sys.executable).with_name("hadolint")), "--no-color", str(ROOT / "Dockerfile")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_every_stage_begins_with_the_same_release_of_python_and_of_the_system() -> None:
    images = {stage[0].words.split()[0] for stage in STAGES}
    (image,) = images
    assert re.fullmatch(r"python:3\.\d+-slim-[a-z]+", image)
    pyproject = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f"Python :: {image.removeprefix('python:').partition('-')[0]}" in pyproject


def test_it_does_not_run_as_root_and_all_it_keeps_is_in_a_volume() -> None:
    user, _, group = only("USER").partition(":")
    made = " ".join(step.words for step in LAST if step.name == "RUN")
    assert int(user) > 0
    assert f"--uid {user} " in made
    assert f"--gid {group} " in made
    assert only("VOLUME") == only("WORKDIR") == "/data"
    assert f"{CONFIG_VARIABLE}=/data/" in only("ENV")


def test_it_names_no_secret() -> None:
    assert not re.search(r"(?i)password|token|secret", TEXT)
    assert not [step for stage in STAGES for step in stage if step.name == "ARG"]


def test_what_is_copied_is_there_and_nothing_else_is_let_in() -> None:
    sources = {source for stage in STAGES for names, _ in copied(stage) for source in names}
    for source in sources:
        assert (ROOT / source).exists()
        assert not ignored(ROOT, source), source
    let_in = re.findall(r"(?m)^!(.+)$", (ROOT / ".dockerignore").read_text(encoding="utf-8"))
    assert set(let_in) == sources
    for name in ("config.toml", "feedforum.db", ".git", "tests", "feedforum/web/__pycache__"):
        assert ignored(ROOT, name), name


def test_the_wheel_can_be_built_from_what_is_copied(tmp_path: Path) -> None:
    context, made = tmp_path / "src", tmp_path / "own"
    context.mkdir()
    for names, target in copied(STAGES[0]):
        for name in names:
            place = context / target / name if target.endswith("/") else context / target
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, place, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(ROOT / name, place)
    (steps,) = (step.words for step in STAGES[0] if "--wheel-dir /own" in step.words)
    build = re.search(r"python -m pip (wheel .*?--wheel-dir) /own (\S+)", steps)
    assert build
    pip(*build[1].split(), str(made), build[2], "--no-index", folder=context)
    (wheel,) = made.iterdir()
    with ZipFile(wheel) as packed:
        names = packed.namelist()
    assert "feedforum/py.typed" in names
    assert "feedforum/web/static/style.css" in names


def test_what_it_starts_is_a_command() -> None:
    commands = {step.name: step.command for step in LAST if step.name in ("ENTRYPOINT", "CMD")}
    program, *arguments = commands["ENTRYPOINT"] + commands["CMD"]
    assert program == "feedforum"
    assert parser().parse_args(arguments).command == "run"


def test_it_looks_after_its_health_where_it_listens() -> None:
    assert only("EXPOSE") == schema.Server().listen.rpartition(":")[2]
    (health,) = (step for step in LAST if step.name == "HEALTHCHECK")
    program, *arguments = health.command
    assert program == "feedforum"
    assert parser().parse_args(arguments).command == "health"
