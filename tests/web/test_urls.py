"""The URLs are promises to users: this fails if one changes."""

from flask import Flask

from tests.web.sites import OwnersSite, app

READ = ("GET", "HEAD", "OPTIONS")
WRITE = ("OPTIONS", "POST")
FEEDS = (
    "posts",
    "threads",
    "boards/<id:board_id>/posts",
    "boards/<id:board_id>/threads",
    "threads/<id:thread_id>",
)


def rules(made: Flask) -> set[tuple[str, ...]]:
    return {(rule.rule, *sorted(rule.methods or ())) for rule in made.url_map.iter_rules()}


def test_the_table_of_urls() -> None:
    assert rules(app()) == {
        *((f"/feeds/<key>/{place}.{ext}", *READ) for place in FEEDS for ext in ("atom", "rss", "json")),
        ("/feeds/<key>/search.<ext>", *READ),
        ("/feeds/search.<ext>", *READ),
        ("/feeds.opml", *READ),
        ("/feed.css", *READ),
        ("/robots.txt", *READ),
        ("/", *READ),
        ("/forums/<key>", *READ),
        ("/forums/<key>/boards/<id:board_id>", *READ),
        ("/forums/<key>/threads/<id:thread_id>", *READ),
        ("/search", *READ),
        ("/media/<key>/<name>", *READ),
        ("/healthz", *READ),
        ("/static/<path:filename>", *READ),
    }


def test_what_there_is_for_the_owner() -> None:
    assert rules(OwnersSite().app()) - rules(app()) == {
        ("/status", *READ),
        ("/status/poll", *WRITE),
        ("/login", *READ),
        ("/login", *WRITE),
        ("/logout", *WRITE),
        ("/metrics", *READ),
        ("/find", *READ),
        ("/find", *WRITE),
        ("/find/preview", *WRITE),
        ("/find/save", *WRITE),
        ("/follow", *READ),
        ("/follow", *WRITE),
        ("/forums/<key>/settings", *READ),
        ("/forums/<key>/settings", *WRITE),
    }
