"""Feed → JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import json
from dataclasses import asdict

from feedforum.feeds.entries import Entry
from feedforum.feeds.feed import Feed

CONTENT_TYPE = "application/feed+json"
VERSION = "https://jsonfeed.org/version/1.1"

Json = dict[str, object]


def jsonfeed(feed: Feed) -> bytes:
    """The feed as a JSON Feed document in UTF-8; `_feedforum` holds what the format has no field for.

    Of the feed: its `id`, when it was `updated`, the `first_url` of its pages, and what was `removed`
    lately. Of an entry: `topic` and `prefix` of its thread, its `number`, how many `replies` the
    thread has that it begins, what it is `in_reply_to`, and the `source` in a merged feed.
    """
    document: Json = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.home_url,
        "feed_url": feed.self_url,
        "description": feed.subtitle,
        **_given(
            language=feed.language,
            next_url=feed.next_url,
            hubs=feed.hub and [{"type": "WebSub", "url": feed.hub}],
        ),
        "_feedforum": {
            "id": feed.id,
            "updated": feed.updated.isoformat(),
            "first_url": feed.first_url,
            **_given(removed=[{"id": each.id, "date_removed": each.at.isoformat()} for each in feed.removed]),
        },
        "items": [_item(entry) for entry in feed.all_entries],
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _given(**values: object) -> Json:
    """The values that there are; a number may be 0."""
    return {name: value for name, value in values.items() if value or value == 0}


def _item(entry: Entry) -> Json:
    first, origin = entry.in_reply_to, entry.origin
    attachments = [
        {"url": file.url, "mime_type": file.type, **_given(title=file.title, size_in_bytes=file.length)}
        for file in entry.enclosures
    ]
    return {
        "id": entry.id,
        "url": entry.link,
        "title": entry.title,
        "content_html": entry.content,
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat(),
        "authors": [{"name": entry.author.name, **_given(url=entry.author.uri)}],
        **_given(
            summary=entry.summary, image=entry.image, tags=list(entry.categories), attachments=attachments
        ),
        "_feedforum": {
            "topic": entry.topic,
            "prefix": entry.prefix,
            "number": entry.number,
            **_given(
                replies=entry.replies,
                in_reply_to=first and first.ref,
                in_reply_to_url=first and first.href,
                source=origin and asdict(origin),
            ),
        },
    }
