"""The page on which the owner looks for a forum and adds it."""

ENGLISH = {
    "title_find": "Add a forum",
    "home_find": "Add a forum",
    "find_address": "Address of the forum",
    "find_hint": (
        "The address of any of its pages will do, with or without http://. feedforum reads a few pages of "
        "the forum and pauses in between, so this takes a moment."
    ),
    "find_do": "Find",
    "find_busy": "feedforum is still reading another forum; try again when it is done.",
    "find_no_address": (
        "This is not a web address. Enter one of the forum, such as forum.example.org, without a user name "
        "or password."
    ),
    "find_faulty": "The configuration file has errors; correct them first.",
    "find_not_saved": "The configuration could not be saved.",
    "find_none_ticked": "Tick at least one board.",
    "find_begins": "Front page",
    "find_software": "Software",
    "find_language": "Language",
    "find_encoding": "Encoding",
    "find_zone": "Time zone",
    "find_zone_guessed": (
        "Guessed from language and country. If times in the preview are wrong, set timezone in the "
        "configuration later."
    ),
    "find_zone_wrong": (
        "With this time zone the newest post would be in the future; set timezone in the configuration later."
    ),
    "find_not_told": "unknown",
    "language_de": "German",
    "language_en": "English",
    "find_known": "You already follow this forum, as {key}. The boards that you tick are added to it.",
    "find_to_feeds": "Go to its feeds",
    "find_boards": "Boards to follow",
    "find_followed": "already followed",
    "find_threads": "threads: {count}",
    "find_posts": "posts: {count}",
    "find_last": "last post:",
    "access_open": "open to everybody",
    "access_unknown": "access not checked",
    "access_login": "for members only: add it in the configuration, with username and password_env",
    "access_password": "has a password: add it in the configuration, with password_env",
    "access_refused": "access denied",
    "find_preview": "Preview",
    "find_save": "Save",
    "find_none_open": "There are no further boards here that you can follow without logging in.",
    "find_previewed": "What entries from {board} will look like",
    "find_no_entries": "There are no entries to show.",
    "find_saved": "{key} has been added. It will be read in a moment; then its boards and feeds appear.",
}

GERMAN = {
    "title_find": "Forum hinzufügen",
    "home_find": "Forum hinzufügen",
    "find_address": "Adresse des Forums",
    "find_hint": (
        "Die Adresse irgendeiner Seite des Forums genügt, mit oder ohne http://. feedforum liest ein paar "
        "Seiten und macht dazwischen Pausen; das dauert einen Moment."
    ),
    "find_do": "Suchen",
    "find_busy": "feedforum liest gerade noch ein anderes Forum; versuche es danach noch einmal.",
    "find_no_address": (
        "Das ist keine Webadresse. Gib eine Adresse des Forums ein, etwa forum.example.org, ohne "
        "Benutzernamen und Passwort."
    ),
    "find_faulty": "Die Konfigurationsdatei enthält Fehler; behebe sie zuerst.",
    "find_not_saved": "Die Konfiguration ließ sich nicht speichern.",
    "find_none_ticked": "Kreuze mindestens ein Unterforum an.",
    "find_begins": "Startseite",
    "find_software": "Software",
    "find_language": "Sprache",
    "find_encoding": "Zeichenkodierung",
    "find_zone": "Zeitzone",
    "find_zone_guessed": (
        "Aus Sprache und Land geschlossen. Stimmen die Zeiten in der Vorschau nicht, setze später timezone "
        "in der Konfiguration."
    ),
    "find_zone_wrong": (
        "Mit dieser Zeitzone läge der neueste Beitrag in der Zukunft; setze später timezone in der "
        "Konfiguration."
    ),
    "find_not_told": "unbekannt",
    "language_de": "Deutsch",
    "language_en": "Englisch",
    "find_known": "Diesem Forum folgst du schon, als {key}. Die angekreuzten Unterforen kommen hinzu.",
    "find_to_feeds": "Zu seinen Feeds",
    "find_boards": "Unterforen, denen du folgen möchtest",
    "find_followed": "schon abonniert",
    "find_threads": "Themen: {count}",
    "find_posts": "Beiträge: {count}",
    "find_last": "letzter Beitrag:",
    "access_open": "für alle lesbar",
    "access_unknown": "Zugang nicht geprüft",
    "access_login": "nur für Mitglieder: trage es in der Konfiguration ein, mit username und password_env",
    "access_password": "hat ein Passwort: trage es in der Konfiguration ein, mit password_env",
    "access_refused": "Zugang verweigert",
    "find_preview": "Vorschau",
    "find_save": "Speichern",
    "find_none_open": "Hier gibt es keine weiteren Unterforen, denen du ohne Anmeldung folgen kannst.",
    "find_previewed": "So sehen Einträge aus {board} aus",
    "find_no_entries": "Es gibt keine Einträge.",
    "find_saved": (
        "{key} wurde hinzugefügt. Es wird gleich gelesen; dann erscheinen seine Unterforen und Feeds."
    ),
}
