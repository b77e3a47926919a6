"""Records → JSON that a person can read."""

import json
from dataclasses import fields, is_dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Any

from feedforum import content
from feedforum.records import Post


def as_json(record: dict[str, Any], zone: tzinfo, site: content.Site, url: str) -> str:
    """The record with all that is in it, its moments in `zone`, with their offset.

    Lengths of time are in seconds. Posts come with their `content`, as feeds hold it, and with the
    `text` of that; `url` is where their page was found.
    """
    return json.dumps(_plain(record, zone, site, url), ensure_ascii=False, indent=2)


def _plain(value: Any, zone: tzinfo, site: content.Site, url: str) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(zone).isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, dict):
        return {key: _plain(item, zone, site, url) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item, zone, site, url) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        named = {field.name: getattr(value, field.name) for field in fields(value)}
        return _plain(named | _rendered(value, site, url), zone, site, url)
    return value


def _rendered(value: object, site: content.Site, url: str) -> dict[str, str]:
    if not isinstance(value, Post):
        return {}
    rendered = content.render(value.message_html, url, site=site)
    return {"content": rendered, "text": content.plain(rendered)}
