"""When which forum is polled, and what runs beside the polls: reloading, feeds as files, WebSub, health."""

from feedforum.schedule.alert_job import AlertJob as AlertJob
from feedforum.schedule.config_reload import ConfigReloader as ConfigReloader
from feedforum.schedule.export_job import ExportJob as ExportJob
from feedforum.schedule.job_factory import PollJobs as PollJobs
from feedforum.schedule.poll_health import PollHealth as PollHealth
from feedforum.schedule.poll_job import PollJob as PollJob
from feedforum.schedule.poll_requests import granted_requests as granted_requests
from feedforum.schedule.poll_requests import request_poll as request_poll
from feedforum.schedule.process_note import ServerNote as ServerNote
from feedforum.schedule.process_note import this_process as this_process
from feedforum.schedule.scheduler import Schedule as Schedule
from feedforum.schedule.shutdown import Stop as Stop
from feedforum.schedule.shutdown import StoppedError as StoppedError
from feedforum.schedule.websub_job import WebSubJob as WebSubJob
