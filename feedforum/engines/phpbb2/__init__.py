"""phpBB 2.0 and what was made of it."""

from feedforum.engines.phpbb2.engine import PhpBB2

__all__ = ["PhpBB2"]
