"""Pages of bot protection (Cloudflare and others) in place of the forum's own."""

import re
from collections.abc import Mapping

_SEARCHED = 65536

# Only markup counts: in a post that quotes any of this, its brackets are escaped.
_SIGNS = (
    (
        "Cloudflare",
        re.compile(
            r"<script[^>]*>[^<]*_cf_chl_opt"
            # a topic may end a forum's title, but not begin it
            r"|<title>\s*(?:Attention Required!|Access denied)\s*\|[^<]*Cloudflare\s*</title>",
            re.I,
        ),
    ),
    (
        "DDoS-Guard",
        re.compile(r"<title>\s*DDoS-Guard|<script[^>]+/\.well-known/ddos-guard/js-challenge", re.I),
    ),
    (
        "Anubis",
        re.compile(r"<script[^>]+id=[\"']anubis_(version|challenge)|/\.within\.website/x/cmd/anubis/api"),
    ),
    (
        "go-away",
        re.compile(r"<(script|link|meta)[^>]+/\.well-known/\.git\.gammaspectra\.live/git/go-away/", re.I),
    ),
    ("Sucuri", re.compile(r"<title>\s*Sucuri WebSite Firewall|<script[^>]*>[^<]*sucuri_cloudproxy_js", re.I)),
    ("Imperva", re.compile(r"<iframe[^>]+id=[\"']main-iframe[\"'][^>]+/_Incapsula_Resource", re.I)),
    ("Imunify360", re.compile(r"<title>\s*(One moment, please\.\.\.|Bot Verification)\s*</title>", re.I)),
    ("testcookie", re.compile(r"<script[^>]*>[^<]*slowAES\.decrypt\(", re.I)),
)


def bot_challenge(headers: Mapping[str, str], text: str) -> str:
    """The protection that wants a proof of being a person; empty if the page is the forum's own."""
    if headers.get("cf-mitigated", "").lower() == "challenge":
        return "Cloudflare"
    if headers.get("x-amzn-waf-action"):
        return "AWS WAF"
    return next((name for name, sign in _SIGNS if sign.search(text[:_SEARCHED])), "")
