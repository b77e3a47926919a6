"""Whole sites of real forums, learned with all engines switched off and compared with the truth."""

import pytest

from bench.learning import score_of, sites
from tests.saved_pages import PAGES, needs
from tests.thorough import THOROUGH

pytestmark = needs(PAGES / "phpbb-2.0-site")


# A site takes seconds: two that differ most, and all of them in `make thorough`.
SITES = sites() if THOROUGH else [site for site in sites() if site.startswith(("fluxbb", "phpbb-3"))]


@pytest.mark.parametrize("site", SITES)
def test_nearly_every_post_is_found_once_with_author_moment_and_text(site: str) -> None:
    score = score_of(site)
    assert score.posts > 100
    assert score.requests <= 12
    assert score.once >= 0.97
    assert score.author >= 0.97
    assert score.moment >= 0.95
    assert score.text >= 0.95
    assert score.extra <= 0.01
