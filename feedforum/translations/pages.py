"""Pages for readers, and the sentences of error pages."""

ENGLISH = {
    "title_home": "Feeds",
    "title_opml": "Feeds of feedforum",
    "title_search": "Search",
    "search_words": "Words to search for",
    "search_do": "Search",
    "search_where": "Where",
    "search_everywhere": "All forums",
    "search_hint": (
        "A post must contain all the words. Put “several words” in quotation marks to find them in this "
        "order, -word to exclude a word, and begin* to find all words that begin like this. Umlauts and "
        "accents make no difference, nor does ß for ss."
    ),
    "search_found": "Newest posts found",
    "search_found_older": "Older posts found",
    "search_pages": "More results",
    "search_newest": "Newest",
    "search_older": "Older",
    "search_none": "No posts found.",
    "search_missing": "Add what to search for to the address: ?q=…",
    "search_wordless": "There is no word to search for in this.",
    "feed_of_search": "Search results",
    "home_intro": "Copy the address of a feed into your feed reader, or import all feeds at once.",
    "home_opml": "All feeds as OPML",
    "home_none": "There are no forums here yet.",
    "forum_not_read": "This forum has not been read yet. Its feeds start with the first poll.",
    "board_not_read": "This board has not been read yet. Its feeds start with the next poll.",
    "thread_not_read": (
        "This thread has not been read yet, or no longer exists. The next poll will show which."
    ),
    "boards": "Boards",
    "boards_none": "No boards have been read yet.",
    "threads": "Threads",
    "threads_none": "No threads have been read yet.",
    "posts": "Posts",
    "posts_none": "No posts have been read yet.",
    "post_dropped": "The text of this post is no longer stored here. The forum may still have it.",
    "feeds": "Feeds",
    "feed_of_posts": "New posts",
    "feed_of_threads": "New threads",
    "feed_of_thread": "Posts in this thread",
    "feed_opened": (
        "This is a feed. Copy the address of this page into a feed reader to be notified of new posts."
    ),
    "feed_opened_end": "A feed reader shows the whole posts, with links to the forum.",
    "format": "Format",
    "copy": "Copy",
    "copied": "Copied",
    "copy_failed": "Your browser does not allow copying: select the address and copy it yourself.",
    "subscribe": "Subscribe",
    "open": "Open",
    "skip": "Skip to content",
    "path": "You are here",
    "page_first": "First",
    "page_previous": "Previous",
    "page_next": "Next",
    "page_last": "Last",
    "page_of": "Page {number} of {last}",
    "pages_above": "Pages",
    "pages_below": "Pages, repeated",
    "private_hint": (
        "These feeds need an access token, which the addresses shown here do not contain. Add ?token=… to "
        "the address, or enter the token in your reader as the password of HTTP Basic, with any user name."
    ),
    "private_absent": (
        "Some feeds need an access token and are not shown. Add ?token=… to the address of this page, or "
        "enter the token as the password of HTTP Basic, with any user name."
    ),
    "private_shown": (
        "Some feeds need an access token, which the addresses shown here and in the list of all feeds do "
        "not contain. Add ?token=… to the address, or enter the token in your reader as the password of "
        "HTTP Basic, with any user name."
    ),
    "to_forum": "Go to the forum",
    "to_board": "Go to this board in the forum",
    "to_thread": "Go to this thread in the forum",
    "permalink": "Go to this post in the forum",
    "by": "by {name}",
    "edited": "edited: {moment}",
    "replies_one": "1 reply",
    "replies_many": "{count} replies",
    "today": "Today, {time}",
    "yesterday": "Yesterday, {time}",
    "date": "{year}-{month:02}-{day:02}, {time}",
    "error_400": "Something in this address is wrong.",
    "error_401": (
        "This needs an access token: add ?token=… to the address, or enter the token as the password of "
        "HTTP Basic, with any user name."
    ),
    "error_404": "There is nothing here.",
    "error_405": "This address can only be read, not written to.",
    "error_500": "Something went wrong; the log says what.",
    "error_503": "The database does not answer at the moment.",
    "error_other": "This request cannot be answered.",
}

GERMAN = {
    "title_home": "Feeds",
    "title_opml": "Feeds von feedforum",
    "title_search": "Suche",
    "search_words": "Suchbegriffe",
    "search_do": "Suchen",
    "search_where": "Wo",
    "search_everywhere": "Alle Foren",
    "search_hint": (
        "Ein Beitrag muss alle Wörter enthalten. „Mehrere Wörter“ in Anführungszeichen müssen genau so "
        "aufeinander folgen, -Wort schließt ein Wort aus, und Anfang* findet alle Wörter, die so beginnen. "
        "Umlaute und Akzente spielen keine Rolle, ß zählt als ss."
    ),
    "search_found": "Neueste Treffer",
    "search_found_older": "Ältere Treffer",
    "search_pages": "Weitere Treffer",
    "search_newest": "Neueste",
    "search_older": "Ältere",
    "search_none": "Keine Beiträge gefunden.",
    "search_missing": "Hänge an die Adresse an, wonach gesucht werden soll: ?q=…",
    "search_wordless": "Darin steht kein Wort, nach dem sich suchen lässt.",
    "feed_of_search": "Suchergebnisse",
    "home_intro": (
        "Kopiere die Adresse eines Feeds in deinen Feedreader, oder importiere alle Feeds auf einmal."
    ),
    "home_opml": "Alle Feeds als OPML",
    "home_none": "Hier gibt es noch keine Foren.",
    "forum_not_read": "Dieses Forum wurde noch nicht gelesen. Seine Feeds beginnen mit dem ersten Abruf.",
    "board_not_read": (
        "Dieses Unterforum wurde noch nicht gelesen. Seine Feeds beginnen mit dem nächsten Abruf."
    ),
    "thread_not_read": (
        "Dieses Thema wurde noch nicht gelesen, oder es existiert nicht mehr. Das zeigt sich beim nächsten "
        "Abruf."
    ),
    "boards": "Unterforen",
    "boards_none": "Es wurde noch kein Unterforum gelesen.",
    "threads": "Themen",
    "threads_none": "Es wurde noch kein Thema gelesen.",
    "posts": "Beiträge",
    "posts_none": "Es wurde noch kein Beitrag gelesen.",
    "post_dropped": (
        "Der Text dieses Beitrags ist hier nicht mehr gespeichert. Im Forum ist er vielleicht noch zu finden."
    ),
    "feeds": "Feeds",
    "feed_of_posts": "Neue Beiträge",
    "feed_of_threads": "Neue Themen",
    "feed_of_thread": "Beiträge in diesem Thema",
    "feed_opened": (
        "Das ist ein Feed. Kopiere die Adresse dieser Seite in einen Feedreader, um Neues zu erfahren."
    ),
    "feed_opened_end": "Ein Feedreader zeigt die ganzen Beiträge, mit Links zum Forum.",
    "format": "Format",
    "copy": "Kopieren",
    "copied": "Kopiert",
    "copy_failed": "Dein Browser erlaubt das Kopieren nicht: Markiere die Adresse und kopiere sie selbst.",
    "subscribe": "Abonnieren",
    "open": "Öffnen",
    "skip": "Zum Inhalt springen",
    "path": "Du bist hier",
    "page_first": "Erste",
    "page_previous": "Zurück",
    "page_next": "Weiter",
    "page_last": "Letzte",
    "page_of": "Seite {number} von {last}",
    "pages_above": "Seiten",
    "pages_below": "Seiten, wiederholt",
    "private_hint": (
        "Für diese Feeds braucht man ein Zugriffstoken, das in den hier gezeigten Adressen fehlt. Hänge "
        "?token=… an die Adresse an, oder trage das Token in deinem Reader als Passwort für HTTP Basic ein,"
        " mit beliebigem Benutzernamen."
    ),
    "private_absent": (
        "Für manche Feeds braucht man ein Zugriffstoken; sie werden hier nicht gezeigt. Hänge ?token=… an "
        "die Adresse dieser Seite an, oder gib das Token als Passwort für HTTP Basic ein, mit beliebigem "
        "Benutzernamen."
    ),
    "private_shown": (
        "Für manche Feeds braucht man ein Zugriffstoken, das in den Adressen hier und in der Liste aller "
        "Feeds fehlt. Hänge ?token=… an die Adresse an, oder trage das Token in deinem Reader als Passwort "
        "für HTTP Basic ein, mit beliebigem Benutzernamen."
    ),
    "to_forum": "Zum Forum",
    "to_board": "Zu diesem Unterforum im Forum",
    "to_thread": "Zu diesem Thema im Forum",
    "permalink": "Zu diesem Beitrag im Forum",
    "by": "von {name}",
    "edited": "bearbeitet: {moment}",
    "replies_one": "1 Antwort",
    "replies_many": "{count} Antworten",
    "today": "Heute, {time}",
    "yesterday": "Gestern, {time}",
    "date": "{day:02}.{month:02}.{year}, {time}",
    "error_400": "An dieser Adresse stimmt etwas nicht.",
    "error_401": (
        "Dafür braucht man ein Zugriffstoken: Hänge ?token=… an die Adresse an, oder gib das Token als "
        "Passwort für HTTP Basic ein, mit beliebigem Benutzernamen."
    ),
    "error_404": "Hier gibt es nichts.",
    "error_405": "Diese Adresse lässt sich nur lesen.",
    "error_500": "Etwas ist schiefgegangen; Näheres steht im Log.",
    "error_503": "Die Datenbank antwortet gerade nicht.",
    "error_other": "Diese Anfrage lässt sich nicht beantworten.",
}
