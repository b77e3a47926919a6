"""The text of the configuration file, as its owner wrote it."""

from pathlib import Path

from feedforum.errors import ConfigError

MARK = "\ufeff"
"""The byte order mark, which editors on Windows put first."""


def text_of(path: Path) -> str:
    """What the file holds, its byte order mark and line ends included.

    Raises FileNotFoundError if there is none, ConfigError if it cannot be read as text.
    """
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise
    except OSError as error:
        raise ConfigError(
            (f"{path}: cannot be read ({error.strerror}); name a file that can with --config.",)
        ) from None
    except UnicodeDecodeError:
        raise ConfigError((f"{path}: is not UTF-8 text; save it as UTF-8.",)) from None
