"""What feeds contain beside posts: titles, and the notice about a forum that cannot be read."""

ENGLISH = {
    "feed_forum_posts": "{forum}: new posts",
    "feed_forum_threads": "{forum}: new threads",
    "feed_board_posts": "{board} – {forum}: new posts",
    "feed_board_threads": "{board} – {forum}: new threads",
    "feed_thread": "{thread} – {forum}",
    "feed_search": "Search for {words}",
    "feed_search_forum": "Search for {words} – {forum}",
    "feed_subtitle": "From {url}",
    "notice_title": "{forum} cannot be read",
    "notice_since": "Nothing new could be read from this forum since {moment}.",
    "board_untitled": "Board {id}",
    "thread_untitled": "Thread {id}",
    "guest": "Guest",
}

GERMAN = {
    "feed_forum_posts": "{forum}: neue Beiträge",
    "feed_forum_threads": "{forum}: neue Themen",
    "feed_board_posts": "{board} – {forum}: neue Beiträge",
    "feed_board_threads": "{board} – {forum}: neue Themen",
    "feed_thread": "{thread} – {forum}",
    "feed_search": "Suche nach {words}",
    "feed_search_forum": "Suche nach {words} – {forum}",
    "feed_subtitle": "Von {url}",
    "notice_title": "{forum} lässt sich nicht lesen",
    "notice_since": "Seit {moment} konnte aus diesem Forum nichts Neues gelesen werden.",
    "board_untitled": "Unterforum {id}",
    "thread_untitled": "Thema {id}",
    "guest": "Gast",
}
