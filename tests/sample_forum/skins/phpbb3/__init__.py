"""The sample forum as phpBB 3."""
