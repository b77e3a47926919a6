"""HTTP for forums: polite requests, decoded responses, and what kind of answer each one is."""

from feedforum.fetch.client import NO_REQUESTS as NO_REQUESTS
from feedforum.fetch.client import ForumClient as ForumClient
from feedforum.fetch.client import RequestCounts as RequestCounts
from feedforum.fetch.forum_clock import CLOCKS_DIFFER as CLOCKS_DIFFER
from feedforum.fetch.forum_clock import clocks_differ as clocks_differ
from feedforum.fetch.rate_limit import JITTER as JITTER
from feedforum.fetch.rate_limit import HostFolder as HostFolder
from feedforum.fetch.rate_limit import HostRateLimiter as HostRateLimiter
from feedforum.fetch.rate_limit import SharedHosts as SharedHosts
from feedforum.fetch.rate_limit import user_folder as user_folder
from feedforum.fetch.robots import InMemoryRobots as InMemoryRobots
from feedforum.fetch.transport import FileLimits as FileLimits
from feedforum.fetch.websub import publish as publish
