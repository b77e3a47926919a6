"""Flask: feeds, pages for people, health."""

from feedforum.web.app import create_app
from feedforum.web.backstage import Backstage, Finder
from feedforum.web.catalogue import catalogue
from feedforum.web.links import engine_links

__all__ = ["Backstage", "Finder", "catalogue", "create_app", "engine_links"]
