"""Pages for readers, and what they are told when something is wrong."""

ENGLISH = {
    "title_home": "Feeds",
    "title_opml": "Feeds of feedforum",
    "title_search": "Search",
    "search_words": "Words to look for",
    "search_do": "Search",
    "search_where": "Where",
    "search_everywhere": "All forums",
    "search_hint": (
        "All words have to stand in a post. “Several in quotes” stand one after the other; -word must not"
        " stand there; beginning* goes on. ä, ae and a are the same, and so are ß and ss."
    ),
    "search_found": "Newest posts found",
    "search_found_older": "Older posts found",
    "search_pages": "More of what is found",
    "search": "Newest",
    "search_older": "Older",
    "search_none": "No post was found.",
    "search_missing": "Say what to look for with ?q=… at the end of the address.",
    "search_wordless": "There is no word to look for in this.",
    "feed_of_search": "What is found",
    "home_intro": "Copy the address of a feed into your feed reader, or import all of them at once.",
    "home_opml": "All feeds as OPML",
    "home_none": "There is no forum to read here.",
    "forum_not_read": "This forum has not been read yet; its feeds begin with the first visit.",
    "board_not_read": "This board has not been read yet; its feeds begin with the next visit.",
    "thread_not_read": "This thread has not been read yet, or is no longer there; the next visit tells.",
    "boards": "Boards",
    "boards_none": "No board has been read yet.",
    "threads": "Threads",
    "threads_none": "No thread has been read yet.",
    "posts": "Posts",
    "posts_none": "No post has been read yet.",
    "post_dropped": "The text of this post is no longer kept here; the forum may still have it.",
    "feeds": "Feeds",
    "feed_of_posts": "New posts",
    "feed_of_threads": "New threads",
    "feed_of_thread": "Posts of this thread",
    "feed_opened": (
        "This is a feed: copy the address of this page into a feed reader, and it tells you what is new here."
    ),
    "feed_opened_end": "In a feed reader you see whole posts, with links to the forum.",
    "format": "Format",
    "copy": "Copy",
    "copied": "Copied",
    "copy_failed": "Select the address and copy it yourself.",
    "subscribe": "Subscribe",
    "open": "Open",
    "skip": "To the content",
    "path": "Where you are",
    "page_first": "First",
    "page_previous": "Previous",
    "page_next": "Next",
    "page_last": "Last",
    "page_of": "Page {number} of {last}",
    "pages_above": "Pages",
    "pages_below": "Pages, once more",
    "private_hint": (
        "These feeds need a token, which their addresses here do not carry: add ?token=… to the address,"
        " or give the token to your reader as the password of HTTP Basic, with any user name."
    ),
    "private_absent": (
        "Some feeds need a token and are not shown: add ?token=… to the address of this page, or give the"
        " token as the password of HTTP Basic, with any user name."
    ),
    "private_shown": (
        "Some feeds need a token, which their addresses here and in the list of all feeds do not carry:"
        " add ?token=… to the address, or give the token to your reader as the password of HTTP Basic,"
        " with any user name."
    ),
    "to_forum": "To the forum",
    "to_board": "To the board in the forum",
    "to_thread": "To the thread",
    "permalink": "To the post",
    "by": "by {name}",
    "edited": "edited: {moment}",
    "replies_one": "1 reply",
    "replies_many": "{count} replies",
    "today": "Today, {time}",
    "yesterday": "Yesterday, {time}",
    "date": "{year}-{month:02}-{day:02}, {time}",
    "error_400": "The address asks for something that cannot be given.",
    "error_401": (
        "This needs a token: add ?token=… to the address, or give the token as the password of HTTP Basic,"
        " with any user name."
    ),
    "error_404": "There is nothing here.",
    "error_405": "This can only be read.",
    "error_500": "Something went wrong here; the log says what.",
    "error_503": "The store does not answer at the moment.",
    "error_other": "This request cannot be answered.",
}

GERMAN = {
    "title_home": "Feeds",
    "title_opml": "Feeds von feedforum",
    "title_search": "Suche",
    "search_words": "Gesuchte Wörter",
    "search_do": "Suchen",
    "search_where": "Wo",
    "search_everywhere": "Alle Foren",
    "search_hint": (
        "Alle Wörter müssen in einem Beitrag stehen. „Mehrere in Anführungszeichen“ stehen hintereinander;"
        " -Wort darf nicht vorkommen; Anfang* geht weiter. ä, ae und a sind dasselbe, ß und ss auch."
    ),
    "search_found": "Neueste gefundene Beiträge",
    "search_found_older": "Ältere gefundene Beiträge",
    "search_pages": "Mehr von dem, was gefunden wird",
    "search": "Neueste",
    "search_older": "Ältere",
    "search_none": "Kein Beitrag wurde gefunden.",
    "search_missing": "Sage mit ?q=… am Ende der Adresse, was gesucht wird.",
    "search_wordless": "Darin steht kein Wort, nach dem sich suchen lässt.",
    "feed_of_search": "Was gefunden wird",
    "home_intro": "Kopiere die Adresse eines Feeds in deinen Feedreader, oder importiere alle auf einmal.",
    "home_opml": "Alle Feeds als OPML",
    "home_none": "Hier gibt es kein Forum zu lesen.",
    "forum_not_read": "Dieses Forum wurde noch nicht gelesen; seine Feeds beginnen mit dem ersten Besuch.",
    "board_not_read": "Dieser Bereich wurde noch nicht gelesen; die Feeds beginnen mit dem nächsten Besuch.",
    "thread_not_read": (
        "Dieses Thema wurde noch nicht gelesen oder ist nicht mehr da; der nächste Besuch zeigt es."
    ),
    "boards": "Bereiche",
    "boards_none": "Noch wurde kein Bereich gelesen.",
    "threads": "Themen",
    "threads_none": "Noch wurde kein Thema gelesen.",
    "posts": "Beiträge",
    "posts_none": "Noch wurde kein Beitrag gelesen.",
    "post_dropped": "Der Text dieses Beitrags wird hier nicht mehr aufbewahrt; das Forum mag ihn noch haben.",
    "feeds": "Feeds",
    "feed_of_posts": "Neue Beiträge",
    "feed_of_threads": "Neue Themen",
    "feed_of_thread": "Beiträge dieses Themas",
    "feed_opened": (
        "Dies ist ein Feed: kopiere die Adresse dieser Seite in einen Feedreader, und er zeigt dir, was es"
        " hier Neues gibt."
    ),
    "feed_opened_end": "In einem Feedreader siehst du ganze Beiträge, mit Links zum Forum.",
    "format": "Format",
    "copy": "Kopieren",
    "copied": "Kopiert",
    "copy_failed": "Wähle die Adresse aus und kopiere sie selbst.",
    "subscribe": "Abonnieren",
    "open": "Öffnen",
    "skip": "Zum Inhalt",
    "path": "Wo du bist",
    "page_first": "Erste",
    "page_previous": "Zurück",
    "page_next": "Weiter",
    "page_last": "Letzte",
    "page_of": "Seite {number} von {last}",
    "pages_above": "Seiten",
    "pages_below": "Seiten, noch einmal",
    "private_hint": (
        "Diese Feeds brauchen ein Token, das in den Adressen hier nicht steht: hänge ?token=… an die Adresse,"
        " oder gib deinem Reader das Token als Passwort für HTTP Basic, mit beliebigem Benutzernamen."
    ),
    "private_absent": (
        "Manche Feeds brauchen ein Token und sind hier nicht zu sehen: hänge ?token=… an die Adresse dieser"
        " Seite, oder gib das Token als Passwort für HTTP Basic an, mit beliebigem Benutzernamen."
    ),
    "private_shown": (
        "Manche Feeds brauchen ein Token, das in den Adressen hier und in der Liste aller Feeds nicht steht:"
        " hänge ?token=… an die Adresse, oder gib deinem Reader das Token als Passwort für HTTP Basic, mit"
        " beliebigem Benutzernamen."
    ),
    "to_forum": "Zum Forum",
    "to_board": "Zum Bereich im Forum",
    "to_thread": "Zum Thema",
    "permalink": "Zum Beitrag",
    "by": "von {name}",
    "edited": "bearbeitet: {moment}",
    "replies_one": "1 Antwort",
    "replies_many": "{count} Antworten",
    "today": "Heute, {time}",
    "yesterday": "Gestern, {time}",
    "date": "{day:02}.{month:02}.{year}, {time}",
    "error_400": "Die Adresse verlangt etwas, das es nicht gibt.",
    "error_401": (
        "Dafür braucht es ein Token: hänge ?token=… an die Adresse, oder gib das Token als Passwort für HTTP"
        " Basic an, mit beliebigem Benutzernamen."
    ),
    "error_404": "Hier gibt es nichts.",
    "error_405": "Das lässt sich nur lesen.",
    "error_500": "Hier ging etwas schief; das Protokoll sagt, was.",
    "error_503": "Der Speicher antwortet gerade nicht.",
    "error_other": "Diese Anfrage lässt sich nicht beantworten.",
}
