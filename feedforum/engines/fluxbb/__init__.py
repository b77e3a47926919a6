"""FluxBB 1.4 and 1.5, and PunBB 1.2 to 1.4."""

from feedforum.engines.fluxbb.engine import FluxBB

__all__ = ["FluxBB"]
