"""An imitation of MyBB 1.8."""
