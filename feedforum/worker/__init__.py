"""Polls by any number of processes that share a store in PostgreSQL, and the queue in it."""

from feedforum.worker.forum_polls import ForumPolls as ForumPolls
from feedforum.worker.run_worker import Timing as Timing
from feedforum.worker.run_worker import Worker as Worker
