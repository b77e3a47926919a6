"""The sample forum as phpBB 2."""
