"""From any page to `/`, below whatever path a proxy adds."""

from flask import Request, Response


def root_of(request: Request) -> str:
    """The relative address of `/`."""
    return "../" * (request.path.count("/") - 1) or "./"


def led_to(request: Request, path: str) -> Response:
    """Lead a browser to another page, `path` without its first slash; it asks for that with GET."""
    return Response(
        status=303, headers={"Location": root_of(request) + path}, content_type="text/plain; charset=utf-8"
    )
