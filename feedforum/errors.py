"""The errors a person may get to read: one sentence each, saying what to do."""


class FeedforumError(Exception):
    """Base of every error this program raises on purpose; its text is one sentence for a person."""


class ConfigError(FeedforumError):
    """The configuration cannot be used. `faults` names every fault with its place."""

    def __init__(self, *faults: str) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class StoreError(FeedforumError):
    """The store cannot be opened, read or written.

    Its text may say where the store is; `outside` is what is wrong in a sentence that strangers may read.
    """

    usual = "The store cannot be used; the log says why, and what to do."

    def __init__(self, text: str = "", outside: str = "") -> None:
        super().__init__(text)
        self.outside = outside or self.usual


class StoreFullError(StoreError):
    """There is no room for the store to write. It can still be read, and is as it was."""

    usual = "The store has no room to write; make room for it, and feedforum continues by itself."


class StoreBusyError(StoreError):
    """Another program held the store for longer than is waited for."""

    usual = "The store is kept busy; see which other program holds it, and end it."


class StoreDamagedError(StoreError):
    """What the store's file holds is not what was written to it; what can be read of it can be saved."""

    usual = "The store is damaged; the log says what to do."


class StoreAwayError(StoreError):
    """The database cannot be reached or entered; it may be there again later."""


class SchemaError(StoreError):
    """The store has another schema than this version of feedforum works with, an older or a newer one."""

    usual = "The store is of another version of feedforum; the log says what to do."


class HeldError(StoreError):
    """Another process does already what only one may do with a store, such as polling."""

    usual = "Another process polls this store; the log says which."


class ForumTakenError(HeldError):
    """Another worker polls a forum by now."""


class OverdueError(FeedforumError):
    """Forums were not polled though they are long due."""


class UnknownEngineError(FeedforumError):
    """No engine here reads this forum."""


class InspectError(FeedforumError):
    """What was given to `inspect` cannot be read as a page."""


class DiscoverError(FeedforumError):
    """What was given to `discover` is no address of a forum."""


class HubError(FeedforumError):
    """A WebSub hub did not accept a notification."""


class AlertError(FeedforumError):
    """An alert did not reach its receiver."""


class ExportError(FeedforumError):
    """Feeds cannot be kept as files."""


class MediaError(FeedforumError):
    """Pictures and files cannot be kept in their folder."""


class ServeError(FeedforumError):
    """The address to listen on cannot be used."""


class NotVisibleError(FeedforumError):
    """What an address names is not there, or may not be seen; `hidden` if an access token might show it."""

    def __init__(self, *, hidden: bool) -> None:
        super().__init__("There is nothing here, or an access token is needed to see it.")
        self.hidden = hidden


class NotReadYetError(FeedforumError):
    """No poll has read a `kind` of thing; `retry_after` is in seconds.

    That is "forum", "failing_forum" where polls were tried, "board" or "thread".
    """

    def __init__(self, kind: str, retry_after: float) -> None:
        super().__init__(f"This {kind} has not been read yet; try again after the next poll.")
        self.kind = kind
        self.retry_after = retry_after
