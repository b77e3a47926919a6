"""Where migrations begin: stores that have this schema were made when these were its tables."""

revision = "0012"
down_revision = None


def upgrade() -> None:
    """Nothing: a new store is made of `tables` as they are, and has the newest revision."""
