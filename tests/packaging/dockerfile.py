"""What a Dockerfile says, step by step."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path


@dataclass(frozen=True)
class Step:
    """An instruction, and what follows its name, in one line."""

    name: str
    words: str

    @property
    def command(self) -> list[str]:
        """What an instruction in its JSON form runs; the name of a CMD inside of it is left out."""
        command: list[str] = json.loads(self.words[self.words.index("[") :])
        return command


def steps_of(text: str) -> list[list[Step]]:
    """The steps of each stage."""
    stages: list[list[Step]] = []
    whole = re.sub(r"(?m)^\s*#.*\n", "", text).replace("\\\n", " ")
    for line in filter(None, map(str.strip, whole.splitlines())):
        name, _, words = line.partition(" ")
        if name == "FROM":
            stages.append([])
        stages[-1].append(Step(name, " ".join(words.split())))
    return stages


def copied(stage: list[Step]) -> Iterator[tuple[list[str], str]]:
    """What a stage copies from the sources: from where, and to where."""
    for step in stage:
        if step.name == "COPY" and not step.words.startswith("--from="):
            *sources, target = step.words.split()
            yield sources, target


def ignored(root: Path, name: str) -> bool:
    """Whether `.dockerignore` keeps a path from being copied: the last line that fits decides."""
    verdict = False
    for line in (root / ".dockerignore").read_text(encoding="utf-8").split():
        pattern, keep = line.removeprefix("!"), line.startswith("!")
        parts = pattern.removeprefix("**/")
        above = [part.as_posix() for part in (Path(name), *Path(name).parents)][:-1]
        names = Path(name).parts if parts != pattern else above
        if any(fnmatch(each, parts) for each in names):
            verdict = not keep
    return verdict
