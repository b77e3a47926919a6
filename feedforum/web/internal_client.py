"""Asking the application from inside of its own process, as a stranger without a token would."""

from dataclasses import dataclass
from datetime import datetime

from flask import Flask
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Response


@dataclass(frozen=True, slots=True)
class Inside:
    """What a stranger gets. `public` says that everybody may keep it; `changed_at` when it last changed."""

    status: int
    body: bytes
    public: bool
    changed_at: datetime | None


def asked_inside(app: Flask, site_url: str, path: str) -> Inside:
    """What the app answers at a path below `site_url`, the address of `/` without the slash."""
    environ = EnvironBuilder(path, base_url=f"{site_url}/").get_environ()
    answer = Response.from_app(app.wsgi_app, environ, buffered=True)
    public = bool(answer.cache_control.public)
    return Inside(answer.status_code, answer.get_data(), public, answer.last_modified)
