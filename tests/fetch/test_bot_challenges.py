import html

import pytest

from feedforum.fetch.bot_challenges import bot_challenge

WALLS = [
    (
        "Cloudflare",
        "<title>Just a moment...</title><script>(function(){window._cf_chl_opt={cvId:'3'}}());</script>",
    ),
    ("Cloudflare", "<title>Attention Required! | Cloudflare</title>"),
    ("DDoS-Guard", "<html><head><title>DDoS-Guard</title></head>"),
    ("DDoS-Guard", '<script src="/.well-known/ddos-guard/js-challenge/index.js"></script>'),
    ("Anubis", '<script id="anubis_version" type="application/json">"1"</script>'),
    (
        "go-away",
        '<link rel="stylesheet" href="/.well-known/.git.gammaspectra.live/git/go-away/assets/style.css">',
    ),
    ("Sucuri", "<title>Sucuri WebSite Firewall - Access Denied</title>"),
    ("Imperva", '<iframe id="main-iframe" src="/_Incapsula_Resource?x=1"></iframe>'),
    ("Imunify360", "<title>One moment, please...</title>"),
    ("testcookie", '<script>var a=1;document.cookie="__test="+toHex(slowAES.decrypt(c,2,a,b));</script>'),
]


@pytest.mark.parametrize(("name", "page"), WALLS)
def test_a_bot_challenge_is_recognised_by_its_markup(name: str, page: str) -> None:
    assert bot_challenge({}, page) == name


@pytest.mark.parametrize(("name", "page"), WALLS)
def test_a_post_that_quotes_a_bot_challenge_is_none(name: str, page: str) -> None:
    assert bot_challenge({}, f"<title>Forum</title><pre>{html.escape(page)}</pre> {name}") == ""


@pytest.mark.parametrize("topic", ["Cloudflare", "Access denied | Cloudflare", "Sucuri WebSite Firewall"])
def test_a_topic_that_names_a_bot_challenge_is_none(topic: str) -> None:
    assert bot_challenge({}, f"<title>Das Forum | Technik | {topic}</title>") == ""


def test_a_forum_behind_cloudflare_that_lets_us_in_is_no_bot_challenge() -> None:
    page = '<title>Forum</title><script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>'
    assert bot_challenge({"server": "cloudflare"}, page) == ""


@pytest.mark.parametrize(
    ("headers", "name"),
    [({"cf-mitigated": "challenge"}, "Cloudflare"), ({"x-amzn-waf-action": "challenge"}, "AWS WAF")],
)
def test_a_bot_challenge_is_recognised_by_its_headers(headers: dict[str, str], name: str) -> None:
    assert bot_challenge(headers, "") == name
