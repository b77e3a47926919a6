"""Every text for people, English and German: feed titles, pages, and what to do about a forum's answer."""

from collections.abc import Mapping
from types import MappingProxyType

DEFAULT = "en"

_ENGLISH = {
    "feed_forum_posts": "{forum}: new posts",
    "feed_forum_threads": "{forum}: new threads",
    "feed_board_posts": "{board} – {forum}: new posts",
    "feed_board_threads": "{board} – {forum}: new threads",
    "feed_thread": "{thread} – {forum}",
    "feed_search": "Search for {words}",
    "feed_search_forum": "Search for {words} – {forum}",
    "feed_subtitle": "From {url}",
    "notice_title": "{forum} cannot be read",
    "notice_since": "Since {moment} nothing new could be read from this forum.",
    "board_untitled": "Board {id}",
    "thread_untitled": "Thread {id}",
    "guest": "Guest",
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
    "posts_newest": "Newest posts",
    "posts_none": "No post has been read yet.",
    "post_dropped": "The text of this post is no longer kept here; the forum may still have it.",
    "feeds": "Feeds",
    "feed_of_posts": "New posts",
    "feed_of_threads": "New threads",
    "feed_of_thread": "Posts of this thread",
    "feed_address": "Address of the feed",
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
    "title_login": "Log in",
    "title_status": "Status",
    "login_for": "This is for whoever runs this program.",
    "login_password": "The owner's password",
    "login_wrong": "This is not the password.",
    "login_slow": "Too many wrong passwords; try again in {seconds} seconds.",
    "logout_do": "Log out",
    "form_stale": (
        "This form is too old, or the browser sent no cookie; load the page it stands on again, and send it"
        " from there."
    ),
    "status_size": "The store takes {size}.",
    "status_pausing": "Polls pause since",
    "status_final": "Polls have ended until the next start, since",
    "status_last": "Last poll",
    "status_next": "Next poll",
    "status_never": "never",
    "status_soon": "as soon as a process polls",
    "status_wished": "Wished for: {moment}; it begins within seconds if a process polls.",
    "status_answer": "Last answer",
    "status_trouble": "In trouble since",
    "came_day": "24 hours",
    "came_week": "7 days",
    "came_new_posts": "New posts",
    "came_edits": "Edits",
    "came_deletions": "Deletions",
    "came_unread_dates": "Dates not read",
    "came_requests": "Requests",
    "came_size": "Received",
    "board_listed": "List last read: {moment}",
    "board_unlisted": "List not read yet",
    "board_refused": "Did not let us in: {moment}",
    "board_came": "{span}: {posts} new, {edits} edited, {deletions} deleted",
    "poll_now": "Poll now",
    "poll_now_forum": "Poll now: {forum}",
    "wished_granted": "{forum}: the poll begins within seconds.",
    "wished_just_polled": "{forum} was polled less than a minute ago; wait a little.",
    "wished_left_alone": "{forum} asked to be left alone; it is polled again when it is due.",
    "wished_quiet": "{forum} has quiet hours now; it is polled again after them.",
    "decimal_point": ".",
    "answer_ok": "well",
    "answer_unchanged": "unchanged",
    "answer_empty": "empty",
    "answer_not_found": "not found",
    "answer_login_wanted": "login wanted",
    "answer_password_wanted": "password wanted",
    "answer_closed": "closed",
    "answer_database_down": "database down",
    "answer_blocked": "blocked",
    "answer_overloaded": "overloaded",
    "answer_redirected": "redirected elsewhere",
    "answer_other_software": "other software",
    "answer_other_forum": "other forum",
    "answer_broken": "broken",
    "answer_not_understood": "not understood",
    "advice_ok": "All is well; there is nothing to do.",
    "advice_unchanged": "Nothing has changed since the last visit; there is nothing to do.",
    "advice_empty": "There is nothing to show here; name another board if you expected something.",
    "advice_not_found": (
        "The forum has no such page; check the id in your configuration, and take it out if the page "
        "was deleted."
    ),
    "advice_login_wanted": (
        "Only members may read this; give username with password_env or password_file, or cookies_file, or "
        "take it out."
    ),
    "advice_password_wanted": (
        "This board has a password of its own; name it with password_env or password_file in the board's "
        "table, or take the board out."
    ),
    "advice_closed": "The forum is closed for maintenance; wait, it is tried again by itself.",
    "advice_database_down": (
        "The forum's database does not answer; wait, and tell the forum's owner if it lasts longer than "
        "a day."
    ),
    "advice_blocked": (
        "The forum, or somebody who guards it, shuts this program out; ask its owner for leave, and do "
        "not try to get around it."
    ),
    "advice_overloaded": (
        "The forum asks for fewer visits and gets them by itself; raise request_delay or interval if it "
        "happens often."
    ),
    "advice_redirected": (
        "The forum leads to another address; look at it in a browser, and put the new one into url if "
        "the forum moved there."
    ),
    "advice_other_software": (
        "The forum runs other software than before; what was read is kept and served, and you choose "
        "whether to take it out or to name an engine that reads it."
    ),
    "advice_other_forum": (
        "Another forum stands at this address; correct url, or give the other forum a key of its own."
    ),
    "advice_broken": (
        "The forum's answer was no whole page; wait, and look at its address in a browser if it stays."
    ),
    "advice_not_understood": (
        "The page is not like those that this program can read; see what inspect makes of it, and "
        "attach that to a report."
    ),
}

_GERMAN = {
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
    "board_untitled": "Bereich {id}",
    "thread_untitled": "Thema {id}",
    "guest": "Gast",
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
    "posts_newest": "Neueste Beiträge",
    "posts_none": "Noch wurde kein Beitrag gelesen.",
    "post_dropped": "Der Text dieses Beitrags wird hier nicht mehr aufbewahrt; das Forum mag ihn noch haben.",
    "feeds": "Feeds",
    "feed_of_posts": "Neue Beiträge",
    "feed_of_threads": "Neue Themen",
    "feed_of_thread": "Beiträge dieses Themas",
    "feed_address": "Adresse des Feeds",
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
    "title_login": "Anmelden",
    "title_status": "Status",
    "login_for": "Das ist für den, der dieses Programm betreibt.",
    "login_password": "Passwort des Betreibers",
    "login_wrong": "Das ist nicht das Passwort.",
    "login_slow": "Zu viele falsche Passwörter; versuche es in {seconds} Sekunden wieder.",
    "logout_do": "Abmelden",
    "form_stale": (
        "Dieses Formular ist zu alt, oder der Browser hat kein Cookie geschickt; lade die Seite neu, auf der"
        " es steht, und schicke es von dort."
    ),
    "status_size": "Der Speicher belegt {size}.",
    "status_pausing": "Besuche ruhen seit",
    "status_final": "Besuche sind bis zum nächsten Start beendet, seit",
    "status_last": "Letzter Besuch",
    "status_next": "Nächster Besuch",
    "status_never": "nie",
    "status_soon": "sobald ein Prozess liest",
    "status_wished": "Gewünscht: {moment}; er beginnt in wenigen Sekunden, wenn ein Prozess liest.",
    "status_answer": "Letzte Antwort",
    "status_trouble": "Gestört seit",
    "came_day": "24 Stunden",
    "came_week": "7 Tage",
    "came_new_posts": "Neue Beiträge",
    "came_edits": "Bearbeitet",
    "came_deletions": "Gelöscht",
    "came_unread_dates": "Unlesbare Daten",
    "came_requests": "Anfragen",
    "came_size": "Empfangen",
    "board_listed": "Liste zuletzt gelesen: {moment}",
    "board_unlisted": "Liste noch nicht gelesen",
    "board_refused": "Ließ uns nicht ein: {moment}",
    "board_came": "{span}: {posts} neu, {edits} bearbeitet, {deletions} gelöscht",
    "poll_now": "Jetzt besuchen",
    "poll_now_forum": "Jetzt besuchen: {forum}",
    "wished_granted": "{forum}: der Besuch beginnt in wenigen Sekunden.",
    "wished_just_polled": "{forum} wurde vor weniger als einer Minute besucht; warte ein wenig.",
    "wished_left_alone": "{forum} bat um Ruhe; es wird wieder besucht, wenn es an der Reihe ist.",
    "wished_quiet": "{forum} hat jetzt Ruhezeit; danach wird es wieder besucht.",
    "decimal_point": ",",
    "answer_ok": "in Ordnung",
    "answer_unchanged": "unverändert",
    "answer_empty": "leer",
    "answer_not_found": "nicht gefunden",
    "answer_login_wanted": "Anmeldung verlangt",
    "answer_password_wanted": "Passwort verlangt",
    "answer_closed": "geschlossen",
    "answer_database_down": "Datenbank gestört",
    "answer_blocked": "ausgesperrt",
    "answer_overloaded": "überlastet",
    "answer_redirected": "umgeleitet",
    "answer_other_software": "andere Software",
    "answer_other_forum": "anderes Forum",
    "answer_broken": "kaputt",
    "answer_not_understood": "nicht verstanden",
    "advice_ok": "Alles in Ordnung; es ist nichts zu tun.",
    "advice_unchanged": "Seit dem letzten Besuch hat sich nichts geändert; es ist nichts zu tun.",
    "advice_empty": (
        "Hier gibt es nichts zu zeigen; nenne einen anderen Bereich, wenn du etwas erwartet hast."
    ),
    "advice_not_found": (
        "Das Forum hat keine solche Seite; prüfe die Nummer in deiner Konfiguration, und nimm sie "
        "heraus, wenn die Seite gelöscht wurde."
    ),
    "advice_login_wanted": (
        "Das dürfen nur Mitglieder lesen; gib username mit password_env oder password_file an, oder "
        "cookies_file, oder nimm es heraus."
    ),
    "advice_password_wanted": (
        "Dieser Bereich hat ein eigenes Passwort; nenne es mit password_env oder password_file in der "
        "Tabelle des Bereichs, oder nimm den Bereich heraus."
    ),
    "advice_closed": "Das Forum ist wegen Wartung geschlossen; warte, es wird von selbst wieder versucht.",
    "advice_database_down": (
        "Die Datenbank des Forums antwortet nicht; warte, und sage dem Betreiber Bescheid, wenn es "
        "länger als einen Tag dauert."
    ),
    "advice_blocked": (
        "Das Forum, oder wer es bewacht, sperrt dieses Programm aus; bitte den Betreiber um Erlaubnis, "
        "und versuche nicht, es zu umgehen."
    ),
    "advice_overloaded": (
        "Das Forum bittet um weniger Besuche und bekommt sie von selbst; erhöhe request_delay oder "
        "interval, wenn es oft vorkommt."
    ),
    "advice_redirected": (
        "Das Forum leitet zu einer anderen Adresse; sieh sie im Browser an, und trage die neue bei url "
        "ein, wenn das Forum dorthin umgezogen ist."
    ),
    "advice_other_software": (
        "Das Forum läuft mit anderer Software als vorher; was gelesen wurde, bleibt und wird "
        "ausgeliefert, und du entscheidest, ob du es herausnimmst oder eine engine nennst, die es "
        "liest."
    ),
    "advice_other_forum": (
        "Unter dieser Adresse steht ein anderes Forum; berichtige url, oder gib dem anderen Forum einen "
        "eigenen key."
    ),
    "advice_broken": (
        "Die Antwort des Forums war keine ganze Seite; warte, und sieh die Adresse im Browser an, wenn "
        "es so bleibt."
    ),
    "advice_not_understood": (
        "Die Seite ist nicht wie die, die dieses Programm lesen kann; sieh nach, was inspect daraus "
        "macht, und hänge das an eine Meldung an."
    ),
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
