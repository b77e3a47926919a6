"""Learning how a forum's pages are read."""
