"""What readers see: feeds' own texts, pages, and the sentences of error pages."""

TEXTS = {
    "feed_forum_posts": {"en": "{forum}: new posts", "de": "{forum}: neue Beiträge"},
    "feed_forum_threads": {"en": "{forum}: new threads", "de": "{forum}: neue Themen"},
    "feed_board_posts": {"en": "{board} – {forum}: new posts", "de": "{board} – {forum}: neue Beiträge"},
    "feed_board_threads": {"en": "{board} – {forum}: new threads", "de": "{board} – {forum}: neue Themen"},
    "feed_thread": {"en": "{thread} – {forum}", "de": "{thread} – {forum}"},
    "feed_search": {"en": "Search for {words}", "de": "Suche nach {words}"},
    "feed_search_forum": {"en": "Search for {words} – {forum}", "de": "Suche nach {words} – {forum}"},
    "feed_subtitle": {"en": "From {url}", "de": "Von {url}"},
    "notice_title": {"en": "{forum} cannot be read", "de": "{forum} lässt sich nicht lesen"},
    "notice_since": {
        "en": "Nothing new could be read from this forum since {moment}.",
        "de": "Seit {moment} konnte aus diesem Forum nichts Neues gelesen werden.",
    },
    "board_untitled": {"en": "Board {id}", "de": "Unterforum {id}"},
    "thread_untitled": {"en": "Thread {id}", "de": "Thema {id}"},
    "guest": {"en": "Guest", "de": "Gast"},
    "title_home": {"en": "Feeds", "de": "Feeds"},
    "title_opml": {"en": "Feeds of feedforum", "de": "Feeds von feedforum"},
    "title_search": {"en": "Search", "de": "Suche"},
    "search_words": {"en": "Words to search for", "de": "Suchbegriffe"},
    "search_do": {"en": "Search", "de": "Suchen"},
    "search_where": {"en": "Where", "de": "Wo"},
    "search_everywhere": {"en": "All forums", "de": "Alle Foren"},
    "search_hint": {
        "en": "A post must contain all the words. Put “several words” in quotation marks to find them in "
        "this order, -word to exclude a word, and begin* to find all words that begin like this. Umlauts "
        "and accents make no difference, nor does ß for ss.",
        "de": "Ein Beitrag muss alle Wörter enthalten. „Mehrere Wörter“ in Anführungszeichen müssen genau "
        "so aufeinander folgen, -Wort schließt ein Wort aus, und Anfang* findet alle Wörter, die so "
        "beginnen. Umlaute und Akzente spielen keine Rolle, ß zählt als ss.",
    },
    "search_found": {"en": "Newest posts found", "de": "Neueste Treffer"},
    "search_found_older": {"en": "Older posts found", "de": "Ältere Treffer"},
    "search_pages": {"en": "More results", "de": "Weitere Treffer"},
    "search_newest": {"en": "Newest", "de": "Neueste"},
    "search_older": {"en": "Older", "de": "Ältere"},
    "search_none": {"en": "No posts found.", "de": "Keine Beiträge gefunden."},
    "search_missing": {
        "en": "Add what to search for to the address: ?q=…",
        "de": "Hänge an die Adresse an, wonach gesucht werden soll: ?q=…",
    },
    "search_wordless": {
        "en": "There is no word to search for in this.",
        "de": "Darin steht kein Wort, nach dem sich suchen lässt.",
    },
    "feed_of_search": {"en": "Search results", "de": "Suchergebnisse"},
    "home_intro": {
        "en": "Copy the address of a feed into your feed reader, or import all feeds at once.",
        "de": "Kopiere die Adresse eines Feeds in deinen Feedreader, oder importiere alle Feeds auf einmal.",
    },
    "home_opml": {"en": "All feeds as OPML", "de": "Alle Feeds als OPML"},
    "home_none": {"en": "There are no forums here yet.", "de": "Hier gibt es noch keine Foren."},
    "forum_not_read": {
        "en": "This forum has not been read yet. Its feeds start with the first poll.",
        "de": "Dieses Forum wurde noch nicht gelesen. Seine Feeds beginnen mit dem ersten Abruf.",
    },
    "board_not_read": {
        "en": "This board has not been read yet. Its feeds start with the next poll.",
        "de": "Dieses Unterforum wurde noch nicht gelesen. Seine Feeds beginnen mit dem nächsten Abruf.",
    },
    "thread_not_read": {
        "en": "This thread has not been read yet, or no longer exists. The next poll will show which.",
        "de": "Dieses Thema wurde noch nicht gelesen, oder es existiert nicht mehr. Das zeigt sich beim "
        "nächsten Abruf.",
    },
    "boards": {"en": "Boards", "de": "Unterforen"},
    "boards_none": {"en": "No boards have been read yet.", "de": "Es wurde noch kein Unterforum gelesen."},
    "threads": {"en": "Threads", "de": "Themen"},
    "threads_none": {"en": "No threads have been read yet.", "de": "Es wurde noch kein Thema gelesen."},
    "posts": {"en": "Posts", "de": "Beiträge"},
    "posts_none": {"en": "No posts have been read yet.", "de": "Es wurde noch kein Beitrag gelesen."},
    "post_dropped": {
        "en": "The text of this post is no longer stored here. The forum may still have it.",
        "de": "Der Text dieses Beitrags ist hier nicht mehr gespeichert. Im Forum ist er vielleicht noch zu "
        "finden.",
    },
    "feeds": {"en": "Feeds", "de": "Feeds"},
    "feed_of_posts": {"en": "New posts", "de": "Neue Beiträge"},
    "feed_of_threads": {"en": "New threads", "de": "Neue Themen"},
    "feed_of_thread": {"en": "Posts in this thread", "de": "Beiträge in diesem Thema"},
    "feed_opened": {
        "en": "This is a feed. Copy the address of this page into a feed reader to be notified of new posts.",
        "de": "Das ist ein Feed. Kopiere die Adresse dieser Seite in einen Feedreader, um Neues zu erfahren.",
    },
    "feed_opened_end": {
        "en": "A feed reader shows the whole posts, with links to the forum.",
        "de": "Ein Feedreader zeigt die ganzen Beiträge, mit Links zum Forum.",
    },
    "format": {"en": "Format", "de": "Format"},
    "copy": {"en": "Copy", "de": "Kopieren"},
    "copied": {"en": "Copied", "de": "Kopiert"},
    "copy_failed": {
        "en": "Your browser does not allow copying: select the address and copy it yourself.",
        "de": "Dein Browser erlaubt das Kopieren nicht: Markiere die Adresse und kopiere sie selbst.",
    },
    "subscribe": {"en": "Subscribe", "de": "Abonnieren"},
    "open": {"en": "Open", "de": "Öffnen"},
    "skip": {"en": "Skip to content", "de": "Zum Inhalt springen"},
    "path": {"en": "You are here", "de": "Du bist hier"},
    "page_first": {"en": "First", "de": "Erste"},
    "page_previous": {"en": "Previous", "de": "Zurück"},
    "page_next": {"en": "Next", "de": "Weiter"},
    "page_last": {"en": "Last", "de": "Letzte"},
    "page_of": {"en": "Page {number} of {last}", "de": "Seite {number} von {last}"},
    "pages_above": {"en": "Pages", "de": "Seiten"},
    "pages_below": {"en": "Pages, repeated", "de": "Seiten, wiederholt"},
    "private_hint": {
        "en": "These feeds need an access token, which the addresses shown here do not contain. Add "
        "?token=… to the address, or enter the token in your reader as the password of HTTP Basic, with any "
        "user name.",
        "de": "Für diese Feeds braucht man ein Zugriffstoken, das in den hier gezeigten Adressen fehlt. "
        "Hänge ?token=… an die Adresse an, oder trage das Token in deinem Reader als Passwort für HTTP "
        "Basic ein, mit beliebigem Benutzernamen.",
    },
    "private_absent": {
        "en": "Some feeds need an access token and are not shown. Add ?token=… to the address of this page, "
        "or enter the token as the password of HTTP Basic, with any user name.",
        "de": "Für manche Feeds braucht man ein Zugriffstoken; sie werden hier nicht gezeigt. Hänge "
        "?token=… an die Adresse dieser Seite an, oder gib das Token als Passwort für HTTP Basic ein, mit "
        "beliebigem Benutzernamen.",
    },
    "private_shown": {
        "en": "Some feeds need an access token, which the addresses shown here and in the list of all feeds "
        "do not contain. Add ?token=… to the address, or enter the token in your reader as the password of "
        "HTTP Basic, with any user name.",
        "de": "Für manche Feeds braucht man ein Zugriffstoken, das in den Adressen hier und in der Liste "
        "aller Feeds fehlt. Hänge ?token=… an die Adresse an, oder trage das Token in deinem Reader als "
        "Passwort für HTTP Basic ein, mit beliebigem Benutzernamen.",
    },
    "to_forum": {"en": "Go to the forum", "de": "Zum Forum"},
    "to_board": {"en": "Go to this board in the forum", "de": "Zu diesem Unterforum im Forum"},
    "to_thread": {"en": "Go to this thread in the forum", "de": "Zu diesem Thema im Forum"},
    "permalink": {"en": "Go to this post in the forum", "de": "Zu diesem Beitrag im Forum"},
    "by": {"en": "by {name}", "de": "von {name}"},
    "edited": {"en": "edited: {moment}", "de": "bearbeitet: {moment}"},
    "replies_one": {"en": "1 reply", "de": "1 Antwort"},
    "replies_many": {"en": "{count} replies", "de": "{count} Antworten"},
    "today": {"en": "Today, {time}", "de": "Heute, {time}"},
    "yesterday": {"en": "Yesterday, {time}", "de": "Gestern, {time}"},
    "date": {"en": "{year}-{month:02}-{day:02}, {time}", "de": "{day:02}.{month:02}.{year}, {time}"},
    "error_400": {"en": "Something in this address is wrong.", "de": "An dieser Adresse stimmt etwas nicht."},
    "error_401": {
        "en": "This needs an access token: add ?token=… to the address, or enter the token as the password "
        "of HTTP Basic, with any user name.",
        "de": "Dafür braucht man ein Zugriffstoken: Hänge ?token=… an die Adresse an, oder gib das Token "
        "als Passwort für HTTP Basic ein, mit beliebigem Benutzernamen.",
    },
    "error_404": {"en": "There is nothing here.", "de": "Hier gibt es nichts."},
    "error_405": {
        "en": "This address can only be read, not written to.",
        "de": "Diese Adresse lässt sich nur lesen.",
    },
    "error_500": {
        "en": "Something went wrong; the log says what.",
        "de": "Etwas ist schiefgegangen; Näheres steht im Log.",
    },
    "error_503": {
        "en": "The database does not answer at the moment.",
        "de": "Die Datenbank antwortet gerade nicht.",
    },
    "error_other": {
        "en": "This request cannot be answered.",
        "de": "Diese Anfrage lässt sich nicht beantworten.",
    },
}
