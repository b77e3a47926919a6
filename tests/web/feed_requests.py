"""How tests ask for feeds."""

from werkzeug.test import TestResponse

from tests.web.sites import app


def get(path: str, **headers: str) -> TestResponse:
    return app().test_client().get(path, headers={name.replace("_", "-"): headers[name] for name in headers})
