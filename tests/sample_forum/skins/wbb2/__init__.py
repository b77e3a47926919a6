"""An imitation of Burning Board 2."""
