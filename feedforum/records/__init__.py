"""What crosses from one part to another: frozen records, in the words of `docs/architecture.md`.

Every datetime in a record is aware and in UTC. Every text is clean (see `text.characters`)
unless the field's name ends in `html`, which holds markup exactly as the forum sent it.
"""
# ruff: noqa: F403 - all records are imported from here, whatever module of this package defines them

from feedforum.records.discovery import *
from feedforum.records.known_state import *
from feedforum.records.media import *
from feedforum.records.parsed import *
from feedforum.records.profile import *
from feedforum.records.status import *
from feedforum.records.stored import *
from feedforum.records.traits import *
