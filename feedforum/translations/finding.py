"""The page on which the owner looks for a forum and adds it."""

TEXTS = {
    "title_find": {"en": "Add a forum", "de": "Forum hinzufügen"},
    "home_find": {"en": "Add a forum", "de": "Forum hinzufügen"},
    "find_address": {"en": "Address of the forum", "de": "Adresse des Forums"},
    "find_hint": {
        "en": "The address of any of its pages will do, with or without http://. feedforum reads a few "
        "pages of the forum and pauses in between, so this takes a moment.",
        "de": "Die Adresse irgendeiner Seite des Forums genügt, mit oder ohne http://. feedforum liest ein "
        "paar Seiten und macht dazwischen Pausen; das dauert einen Moment.",
    },
    "find_do": {"en": "Find", "de": "Suchen"},
    "find_busy": {
        "en": "feedforum is still reading another forum; try again when it is done.",
        "de": "feedforum liest gerade noch ein anderes Forum; versuche es danach noch einmal.",
    },
    "find_no_address": {
        "en": "This is not a web address. Enter one of the forum, such as forum.example.org, without a user "
        "name or password.",
        "de": "Das ist keine Webadresse. Gib eine Adresse des Forums ein, etwa forum.example.org, ohne "
        "Benutzernamen und Passwort.",
    },
    "find_faulty": {
        "en": "The configuration file has errors; correct them first.",
        "de": "Die Konfigurationsdatei enthält Fehler; behebe sie zuerst.",
    },
    "find_not_saved": {
        "en": "The configuration could not be saved.",
        "de": "Die Konfiguration ließ sich nicht speichern.",
    },
    "find_none_ticked": {"en": "Tick at least one board.", "de": "Kreuze mindestens ein Unterforum an."},
    "find_begins": {"en": "Front page", "de": "Startseite"},
    "find_software": {"en": "Software", "de": "Software"},
    "find_language": {"en": "Language", "de": "Sprache"},
    "find_encoding": {"en": "Encoding", "de": "Zeichenkodierung"},
    "find_zone": {"en": "Time zone", "de": "Zeitzone"},
    "find_zone_guessed": {
        "en": "Guessed from language and country. If times in the preview are wrong, set timezone in the "
        "configuration later.",
        "de": "Aus Sprache und Land geschlossen. Stimmen die Zeiten in der Vorschau nicht, setze später "
        "timezone in der Konfiguration.",
    },
    "find_zone_wrong": {
        "en": "With this time zone the newest post would be in the future; set timezone in the "
        "configuration later.",
        "de": "Mit dieser Zeitzone läge der neueste Beitrag in der Zukunft; setze später timezone in der "
        "Konfiguration.",
    },
    "find_not_told": {"en": "unknown", "de": "unbekannt"},
    "language_de": {"en": "German", "de": "Deutsch"},
    "language_en": {"en": "English", "de": "Englisch"},
    "find_known": {
        "en": "You already follow this forum, as {key}. The boards that you tick are added to it.",
        "de": "Diesem Forum folgst du schon, als {key}. Die angekreuzten Unterforen kommen hinzu.",
    },
    "find_to_feeds": {"en": "Go to its feeds", "de": "Zu seinen Feeds"},
    "find_boards": {"en": "Boards to follow", "de": "Unterforen, denen du folgen möchtest"},
    "find_followed": {"en": "already followed", "de": "schon abonniert"},
    "find_threads": {"en": "threads: {count}", "de": "Themen: {count}"},
    "find_posts": {"en": "posts: {count}", "de": "Beiträge: {count}"},
    "find_last": {"en": "last post:", "de": "letzter Beitrag:"},
    "access_open": {"en": "open to everybody", "de": "für alle lesbar"},
    "access_unknown": {"en": "access not checked", "de": "Zugang nicht geprüft"},
    "access_login": {
        "en": "for members only: add it in the configuration, with username and password_env",
        "de": "nur für Mitglieder: trage es in der Konfiguration ein, mit username und password_env",
    },
    "access_password": {
        "en": "has a password: add it in the configuration, with password_env",
        "de": "hat ein Passwort: trage es in der Konfiguration ein, mit password_env",
    },
    "access_refused": {"en": "access denied", "de": "Zugang verweigert"},
    "find_preview": {"en": "Preview", "de": "Vorschau"},
    "find_save": {"en": "Save", "de": "Speichern"},
    "find_none_open": {
        "en": "There are no further boards here that you can follow without logging in.",
        "de": "Hier gibt es keine weiteren Unterforen, denen du ohne Anmeldung folgen kannst.",
    },
    "find_previewed": {
        "en": "What entries from {board} will look like",
        "de": "So sehen Einträge aus {board} aus",
    },
    "find_no_entries": {"en": "There are no entries to show.", "de": "Es gibt keine Einträge."},
    "find_saved": {
        "en": "{key} has been added. It will be read in a moment; then its boards and feeds appear.",
        "de": "{key} wurde hinzugefügt. Es wird gleich gelesen; dann erscheinen seine Unterforen und Feeds.",
    },
}
