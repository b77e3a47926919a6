"""The sample forum as WoltLab Suite Forum and Burning Board 4."""
