"""What `run`, `worker` and `poll` poll with, and what follows each poll: alerts, feeds as files, WebSub."""

from collections.abc import Sequence
from random import Random

from feedforum.cli.startup import exporter_to
from feedforum.clock import Clock
from feedforum.config import LiveSettings, Settings
from feedforum.fetch import HostFolder, SharedHosts, user_folder
from feedforum.media.folder import MediaFolder
from feedforum.schedule import AlertJob, ExportJob, PollJob, PollJobs, Stop, WebSubJob
from feedforum.store import Store


class Polling:
    """Makes poll jobs that share `hosts` beside those of this user; `alone` if no other process polls.

    `export.polled` gets the report of each poll, and hands it on to `websub`.
    """

    def __init__(
        self,
        store: Store,
        current: LiveSettings,
        clock: Clock,
        stop: Stop,
        hosts: Sequence[SharedHosts] = (),
        *,
        alone: bool = True,
    ) -> None:
        random = Random()  # noqa: S311 - jitter is no secret
        hosts = (HostFolder(user_folder(), clock), *hosts)
        alerts = AlertJob(current, store.read_repository, clock)
        self.media = MediaFolder(current.settings.media_folder, current.settings.media_total)
        self.jobs = PollJobs(
            store, clock, random, stop, hosts, media=self.media, polled=alerts.polled, alone=alone
        )
        self.websub = WebSubJob(current, clock, guest_boards=store.read_repository.guest_boards)
        self.export = ExportJob(current, exporter_to(store, current, clock), self.websub.polled)

    def jobs_of(self, settings: Settings) -> list[PollJob]:
        self.media.total = settings.media_total
        return self.jobs.of(settings.forums, settings.server.public_url, settings.storage_key)
