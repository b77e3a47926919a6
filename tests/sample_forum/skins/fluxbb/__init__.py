"""An imitation of FluxBB 1.4 and 1.5, and of PunBB 1.2 and 1.4, which it comes from."""
