"""The errors a person may get to read: one sentence each, saying what to do."""


class FeedforumError(Exception):
    """Base of every error this program raises on purpose; its text is one sentence for a person."""


class ConfigError(FeedforumError):
    """The configuration cannot be used. `faults` names every fault with its place."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class StoreError(FeedforumError):
    """The store cannot be opened, read or written."""


class StoreFullError(StoreError):
    """There is no room for the store to write. It can still be read, and is as it was."""


class StoreBusyError(StoreError):
    """Another program held the store for longer than is waited for."""


class StoreDamagedError(StoreError):
    """What the store's file holds is not what was written to it; what can be read of it can be saved."""


class HeldError(StoreError):
    """Another process does already what only one may do with a store, such as polling."""


class OverdueError(FeedforumError):
    """Forums were not polled though they are long due."""


class UnknownEngineError(FeedforumError):
    """No engine here reads this forum."""


class InspectError(FeedforumError):
    """What was given to `inspect` cannot be read as a page."""


class DiscoverError(FeedforumError):
    """What was given to `discover` is no address of a forum."""


class HubError(FeedforumError):
    """A WebSub hub did not take what it was told."""


class ExportError(FeedforumError):
    """Feeds cannot be kept as files."""


class ServeError(FeedforumError):
    """The address to listen on cannot be used."""
