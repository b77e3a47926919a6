"""When is which forum due; intervals that follow how busy a forum is."""

from feedforum.schedule.config_reload import Reloading
from feedforum.schedule.export_job import Exporting
from feedforum.schedule.job_factory import PollJobs, poll_jobs_of
from feedforum.schedule.poll_health import Health
from feedforum.schedule.poll_job import PollJob
from feedforum.schedule.poll_now import request_poll
from feedforum.schedule.scheduler import Schedule
from feedforum.schedule.shutdown import Stop, StoppedError
from feedforum.schedule.websub_job import Publishing

__all__ = [
    "Exporting",
    "Health",
    "PollJob",
    "PollJobs",
    "Publishing",
    "Reloading",
    "Schedule",
    "Stop",
    "StoppedError",
    "poll_jobs_of",
    "request_poll",
]
