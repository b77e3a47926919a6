"""phpBB 3.0 to 3.3."""

from feedforum.engines.phpbb3.engine import PhpBB3

__all__ = ["PhpBB3"]
