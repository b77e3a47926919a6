"""When which forum is polled, and what runs beside the polls: reloading, feeds as files, WebSub, health."""

from feedforum.schedule.config_reload import ConfigReloader
from feedforum.schedule.export_job import ExportJob
from feedforum.schedule.job_factory import PollJobs
from feedforum.schedule.poll_health import PollHealth
from feedforum.schedule.poll_job import PollJob
from feedforum.schedule.scheduler import Schedule, request_poll
from feedforum.schedule.shutdown import Stop, StoppedError
from feedforum.schedule.websub_job import WebSubJob, publisher

__all__ = [
    "ConfigReloader",
    "ExportJob",
    "PollHealth",
    "PollJob",
    "PollJobs",
    "Schedule",
    "Stop",
    "StoppedError",
    "WebSubJob",
    "publisher",
    "request_poll",
]
