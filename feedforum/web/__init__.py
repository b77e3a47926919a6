"""Flask: feeds, pages for people, health."""

from feedforum.web.admin_services import AdminServices, Finder
from feedforum.web.app import create_app

__all__ = ["AdminServices", "Finder", "create_app"]
