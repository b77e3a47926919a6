"""An imitation of Simple Machines Forum 2.0, and of 1.1."""
