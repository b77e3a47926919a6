"""Feed → JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import json

from feedforum.feeds.entries import Enclosure, Entry, Person
from feedforum.feeds.feed import Feed

CONTENT_TYPE = "application/feed+json"
VERSION = "https://jsonfeed.org/version/1.1"

Json = dict[str, object]


def jsonfeed(feed: Feed) -> bytes:
    """The feed as a JSON Feed document in UTF-8; `_feedforum` holds what the format has no field for."""
    document: Json = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.home_url,
        "feed_url": feed.self_url,
        "description": feed.subtitle,
    }
    if feed.language:
        document["language"] = feed.language
    document["_feedforum"] = {"id": feed.id, "updated": feed.updated.isoformat()}
    document["items"] = [_item(entry) for entry in feed.entries]
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _item(entry: Entry) -> Json:
    item: Json = {
        "id": entry.id,
        "url": entry.link,
        "title": entry.title,
        "content_html": entry.content,
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat(),
        "authors": [_author(entry.author)],
    }
    if entry.summary:
        item["summary"] = entry.summary
    if entry.categories:
        item["tags"] = list(entry.categories)
    if entry.enclosures:
        item["attachments"] = [_attachment(file) for file in entry.enclosures]
    if entry.in_reply_to:
        item["_feedforum"] = {"in_reply_to": entry.in_reply_to.ref, "in_reply_to_url": entry.in_reply_to.href}
    return item


def _author(person: Person) -> Json:
    return {"name": person.name, "url": person.uri} if person.uri else {"name": person.name}


def _attachment(file: Enclosure) -> Json:
    attachment: Json = {"url": file.url, "mime_type": file.type}
    if file.title:
        attachment["title"] = file.title
    if file.length is not None:
        attachment["size_in_bytes"] = file.length
    return attachment
