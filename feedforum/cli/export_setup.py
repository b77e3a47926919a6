"""What keeps feeds as files, for the commands that poll and for `feedforum export`."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from feedforum.cli.formatting import site_url
from feedforum.clock import Clock
from feedforum.config import LiveSettings
from feedforum.store import Store

if TYPE_CHECKING:
    from feedforum.export import Exporter


def exporter_to(store: Store, current: LiveSettings, clock: Clock) -> "Callable[[Path], Exporter]":
    """Makes what exports to a folder. Who exports nothing does not load what feeds are rendered with."""

    def made(folder: Path) -> "Exporter":
        from feedforum.export import Exporter

        return Exporter(
            folder,
            current,
            store.read_repository,
            store.revisions,
            clock,
            lambda settings: site_url(settings.server),
        )

    return made
