"""The engine made of a forum's profile, for forums that no other engine knows."""

from feedforum.engines.profile.engine import ProfileEngine

__all__ = ["ProfileEngine"]
