"""The URLs are promises to users: this fails if one changes."""

from tests.web.sites import app


def test_the_table_of_urls() -> None:
    rules = {(rule.rule, *sorted(rule.methods or ())) for rule in app().url_map.iter_rules()}
    read = ("GET", "HEAD", "OPTIONS")
    assert rules == {
        ("/feeds/<key>/<any(posts, threads):what>.<ext>", *read),
        ("/feeds/<key>/boards/<id:board_id>/<any(posts, threads):what>.<ext>", *read),
        ("/feeds/<key>/threads/<id:thread_id>.<ext>", *read),
        ("/feeds/<key>/search.<ext>", *read),
        ("/feeds/search.<ext>", *read),
        ("/feeds.opml", *read),
        ("/feed.css", *read),
        ("/", *read),
        ("/forums/<key>", *read),
        ("/forums/<key>/boards/<id:board_id>", *read),
        ("/forums/<key>/threads/<id:thread_id>", *read),
        ("/search", *read),
        ("/healthz", *read),
        ("/static/<path:filename>", *read),
    }
