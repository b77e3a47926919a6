"""The sample forum as Burning Board 3."""
