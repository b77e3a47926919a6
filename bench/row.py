"""A row of the table: what is measured, against what, and what it must reach."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Row:
    """A row. `goal` is the most that `figure` may be, or the least where `at_least` is set.

    `figure` is None as long as it is not measured, and `note` says why then; `unit` is "×" for ratios,
    else what is counted. `aside` tells in times and numbers of this machine what the ratio is made of.
    """

    name: str
    against: str
    goal: float
    at_least: bool = False
    unit: str = "×"
    figure: float | None = None
    aside: str = ""

    def of(self, figure: float, aside: str = "") -> "Row":
        """The row with its figure."""
        return replace(self, figure=figure, aside=aside)

    def missing(self, why: str) -> "Row":
        """The row without a figure, with the reason."""
        return replace(self, figure=None, aside=f"not measured: {why}")

    @property
    def met(self) -> bool | None:
        """Whether the goal is met; None if that was not measured."""
        if self.figure is None:
            return None
        return self.figure >= self.goal if self.at_least else self.figure <= self.goal
