"""Feed → JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import json

from feedforum.feeds.enclosures import Enclosure
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
    }
    if feed.language:
        document["language"] = feed.language
    if feed.next_url:
        document["next_url"] = feed.next_url
    if feed.hub:
        document["hubs"] = [{"type": "WebSub", "url": feed.hub}]
    document["_feedforum"] = _own(feed)
    document["items"] = [_item(entry) for entry in feed.all_entries]
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _item(entry: Entry) -> Json:
    author = entry.author
    item: Json = {
        "id": entry.id,
        "url": entry.link,
        "title": entry.title,
        "content_html": entry.content,
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat(),
        "authors": [{"name": author.name, "url": author.uri} if author.uri else {"name": author.name}],
    }
    if entry.summary:
        item["summary"] = entry.summary
    if entry.image:
        item["image"] = entry.image
    if entry.categories:
        item["tags"] = list(entry.categories)
    if entry.enclosures:
        item["attachments"] = [_attachment(file) for file in entry.enclosures]
    item["_feedforum"] = _own_of(entry)
    return item


def _own(feed: Feed) -> Json:
    own: Json = {"id": feed.id, "updated": feed.updated.isoformat(), "first_url": feed.first_url}
    if feed.removed:
        own["removed"] = [{"id": entry.id, "date_removed": entry.at.isoformat()} for entry in feed.removed]
    return own


def _own_of(entry: Entry) -> Json:
    own: Json = {"topic": entry.topic, "prefix": entry.prefix, "number": entry.number}
    if entry.replies is not None:
        own["replies"] = entry.replies
    if entry.in_reply_to:
        own |= {"in_reply_to": entry.in_reply_to.ref, "in_reply_to_url": entry.in_reply_to.href}
    if entry.origin:
        origin = entry.origin
        own["source"] = {
            "id": origin.id,
            "title": origin.title,
            "feed_url": origin.feed_url,
            "home_page_url": origin.home_url,
        }
    return own


def _attachment(file: Enclosure) -> Json:
    attachment: Json = {"url": file.url, "mime_type": file.type}
    if file.title:
        attachment["title"] = file.title
    if file.length is not None:
        attachment["size_in_bytes"] = file.length
    return attachment
