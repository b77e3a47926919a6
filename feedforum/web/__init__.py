"""Flask: feeds, pages for people, health."""

from feedforum.web.admin_services import AdminServices, Finder
from feedforum.web.app import create_app
from feedforum.web.engine_links import engine_links
from feedforum.web.feed_list import catalogue

__all__ = ["AdminServices", "Finder", "catalogue", "create_app", "engine_links"]
