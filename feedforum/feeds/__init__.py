"""Stored posts → Atom, RSS, JSON Feed, OPML. Pure but for reading from the store."""
