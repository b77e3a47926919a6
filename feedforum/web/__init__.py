"""Flask: feeds, pages for people, health."""

from feedforum.web.admin_services import AdminServices as AdminServices
from feedforum.web.admin_services import Finder as Finder
from feedforum.web.app import create_app as create_app
