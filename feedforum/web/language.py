"""Which language a visitor reads."""

from flask import Request

from feedforum.translations import DEFAULT, TEXTS


def spoken_language(request: Request) -> str:
    """The language of the catalogue that a request likes best (`Accept-Language`, RFC 9110, 12.5.4)."""
    return request.accept_languages.best_match([DEFAULT, *sorted(TEXTS.keys() - {DEFAULT})], DEFAULT)
