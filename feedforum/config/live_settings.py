"""The configuration that is in force now: one, whoever asks, and replaced as a whole."""

from feedforum.config.settings import Settings


class LiveSettings:
    """Holds the settings for all that outlive them. Read from any thread.

    What belongs together is read from one `settings`: the next time it may be another.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def replace(self, settings: Settings) -> None:
        """Put others in force."""
        self.settings = settings
