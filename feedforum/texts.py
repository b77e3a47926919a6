"""Every text for people, English and German: feed titles and pages."""

from collections.abc import Mapping
from types import MappingProxyType

DEFAULT = "en"

_ENGLISH = {
    "feed_forum_posts": "{forum}: new posts",
    "feed_forum_threads": "{forum}: new threads",
    "feed_board_posts": "{board} – {forum}: new posts",
    "feed_board_threads": "{board} – {forum}: new threads",
    "feed_thread": "{thread} – {forum}",
    "feed_subtitle": "From {url}",
    "board_untitled": "Board {id}",
    "thread_untitled": "Thread {id}",
    "guest": "Guest",
    "title_home": "Feeds",
    "title_opml": "Feeds of feedforum",
    "home_intro": "Copy the address of a feed into your feed reader, or import all of them at once.",
    "home_opml": "All feeds as OPML",
    "home_none": "There is no forum to read here.",
    "forum_not_polled": "This forum has not been read yet; its feeds begin with the first visit.",
    "boards": "Boards",
    "boards_none": "No board has been read yet.",
    "threads": "Threads",
    "threads_none": "No thread has been read yet.",
    "posts_newest": "Newest posts",
    "posts_none": "No post has been read yet.",
    "feeds": "Feeds",
    "feed_of_posts": "New posts",
    "feed_of_threads": "New threads",
    "feed_of_thread": "Posts of this thread",
    "feed_address": "Address of the feed",
    "private_hint": "These feeds need a token: give it to your reader as password, with any user name.",
    "to_forum": "To the forum",
    "to_board": "To the board",
    "to_thread": "To the thread",
    "permalink": "To the post",
    "by": "by {name}",
    "replies_one": "1 reply",
    "replies_many": "{count} replies",
    "today": "Today, {time}",
    "yesterday": "Yesterday, {time}",
    "date": "{year}-{month:02}-{day:02}, {time}",
    "error_401": "This needs a token.",
    "error_404": "There is nothing here.",
    "error_405": "This can only be read.",
    "error_500": "Something went wrong here; the log says what.",
    "error_503": "The store does not answer at the moment.",
    "error_other": "This request cannot be answered.",
}

_GERMAN = {
    "feed_forum_posts": "{forum}: neue Beiträge",
    "feed_forum_threads": "{forum}: neue Themen",
    "feed_board_posts": "{board} – {forum}: neue Beiträge",
    "feed_board_threads": "{board} – {forum}: neue Themen",
    "feed_thread": "{thread} – {forum}",
    "feed_subtitle": "Von {url}",
    "board_untitled": "Forum {id}",
    "thread_untitled": "Thema {id}",
    "guest": "Gast",
    "title_home": "Feeds",
    "title_opml": "Feeds von feedforum",
    "home_intro": "Kopiere die Adresse eines Feeds in deinen Feedreader, oder importiere alle auf einmal.",
    "home_opml": "Alle Feeds als OPML",
    "home_none": "Hier gibt es kein Forum zu lesen.",
    "forum_not_polled": "Dieses Forum wurde noch nicht gelesen; seine Feeds beginnen mit dem ersten Besuch.",
    "boards": "Foren",
    "boards_none": "Noch wurde kein Forum gelesen.",
    "threads": "Themen",
    "threads_none": "Noch wurde kein Thema gelesen.",
    "posts_newest": "Neueste Beiträge",
    "posts_none": "Noch wurde kein Beitrag gelesen.",
    "feeds": "Feeds",
    "feed_of_posts": "Neue Beiträge",
    "feed_of_threads": "Neue Themen",
    "feed_of_thread": "Beiträge dieses Themas",
    "feed_address": "Adresse des Feeds",
    "private_hint": "Diese Feeds brauchen ein Token: gib es dem Reader als Passwort, mit beliebigem Namen.",
    "to_forum": "Zum Forum",
    "to_board": "Zum Forum",
    "to_thread": "Zum Thema",
    "permalink": "Zum Beitrag",
    "by": "von {name}",
    "replies_one": "1 Antwort",
    "replies_many": "{count} Antworten",
    "today": "Heute, {time}",
    "yesterday": "Gestern, {time}",
    "date": "{day:02}.{month:02}.{year}, {time}",
    "error_401": "Dafür braucht es ein Token.",
    "error_404": "Hier gibt es nichts.",
    "error_405": "Das lässt sich nur lesen.",
    "error_500": "Hier ging etwas schief; das Protokoll sagt, was.",
    "error_503": "Der Speicher antwortet gerade nicht.",
    "error_other": "Diese Anfrage lässt sich nicht beantworten.",
}

TEXTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {"en": MappingProxyType(_ENGLISH), "de": MappingProxyType(_GERMAN)}
)


def spoken(language: str) -> str:
    """The language of the catalogue nearest to a tag such as `de-AT` (RFC 5646): `en` or `de`."""
    primary = language.replace("_", "-").split("-", 1)[0].lower()
    return primary if primary in TEXTS else DEFAULT


def text(language: str, name: str, /, **values: object) -> str:
    """The text of that name in the nearest language, with `values` in its places.

    Raises KeyError for a name that is not in the catalogue, or a value that the text lacks.
    """
    return TEXTS[spoken(language)][name].format_map(values)
