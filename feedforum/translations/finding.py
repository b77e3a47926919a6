"""The page on which the owner looks for a forum and adds it."""

ENGLISH = {
    "title_find": "Add a forum",
    "home_find": "Add a forum",
    "find_address": "Address of the forum",
    "find_hint": (
        "Any of its pages will do, also without http://. The forum is asked for a few pages, with a pause"
        " between them, so the answer takes a little."
    ),
    "find_do": "Look",
    "find_busy": "Another forum is being looked at; wait for that, and look again.",
    "find_no_address": (
        "This is no web address; give one of the forum, such as forum.example.org, without name and password."
    ),
    "find_faulty": "The configuration file has faults; put them right first.",
    "find_not_saved": "This could not be saved.",
    "find_none_ticked": "No board is ticked.",
    "find_begins": "Begins at",
    "find_software": "Software",
    "find_language": "Language",
    "find_encoding": "Encoding",
    "find_zone": "Time zone",
    "find_zone_guessed": "By language and country; if times in the preview are wrong, set timezone later.",
    "find_zone_wrong": "With it the newest post would lie in the future; set timezone later.",
    "find_not_told": "not told",
    "language_de": "German",
    "language_en": "English",
    "find_known": "This forum is followed already, as {key}; what you tick is added.",
    "find_to_feeds": "To its feeds",
    "find_boards": "Boards to follow",
    "find_followed": "followed already",
    "find_threads": "threads: {count}",
    "find_posts": "posts: {count}",
    "find_last": "last:",
    "access_open": "open",
    "access_unknown": "not asked whether it is open",
    "access_login": "for members: add it in the configuration, with username and password_env",
    "access_password": "has a password: add it in the configuration, with password_env",
    "access_refused": "does not let us in",
    "find_preview": "Preview",
    "find_save": "Save",
    "find_none_open": "There is no other board here that can be followed as things are.",
    "find_previewed": "This is what entries from {board} look like",
    "find_no_entries": "There is no entry to show.",
    "find_saved": "{key} is saved; it is read soon, and its boards and feeds follow.",
}

GERMAN = {
    "title_find": "Forum hinzufügen",
    "home_find": "Forum hinzufügen",
    "find_address": "Adresse des Forums",
    "find_hint": (
        "Jede seiner Seiten genügt, auch ohne http://. Das Forum wird um ein paar Seiten gebeten, mit einer"
        " Pause dazwischen; die Antwort braucht also etwas."
    ),
    "find_do": "Nachsehen",
    "find_busy": "Gerade wird ein anderes Forum angesehen; warte darauf, und sieh dann noch einmal nach.",
    "find_no_address": (
        "Das ist keine Webadresse; gib eine des Forums an, etwa forum.example.org, ohne Namen und Passwort."
    ),
    "find_faulty": "Die Konfigurationsdatei hat Fehler; behebe sie zuerst.",
    "find_not_saved": "Das ließ sich nicht speichern.",
    "find_none_ticked": "Kein Bereich ist angekreuzt.",
    "find_begins": "Beginnt bei",
    "find_software": "Software",
    "find_language": "Sprache",
    "find_encoding": "Kodierung",
    "find_zone": "Zeitzone",
    "find_zone_guessed": (
        "Nach Sprache und Land; stimmen die Zeiten in der Vorschau nicht, setze danach timezone."
    ),
    "find_zone_wrong": "Mit ihr läge der neueste Beitrag in der Zukunft; setze danach timezone.",
    "find_not_told": "nicht angegeben",
    "language_de": "Deutsch",
    "language_en": "Englisch",
    "find_known": "Diesem Forum wird schon gefolgt, als {key}; was du ankreuzt, kommt hinzu.",
    "find_to_feeds": "Zu seinen Feeds",
    "find_boards": "Bereiche, denen du folgen willst",
    "find_followed": "wird schon gelesen",
    "find_threads": "Themen: {count}",
    "find_posts": "Beiträge: {count}",
    "find_last": "zuletzt:",
    "access_open": "offen",
    "access_unknown": "nicht gefragt, ob offen",
    "access_login": "für Mitglieder: trage ihn in der Konfiguration ein, mit username und password_env",
    "access_password": "hat ein Passwort: trage ihn in der Konfiguration ein, mit password_env",
    "access_refused": "lässt uns nicht ein",
    "find_preview": "Vorschau",
    "find_save": "Speichern",
    "find_none_open": "Hier gibt es keinen weiteren Bereich, dem sich so folgen lässt.",
    "find_previewed": "So sehen Einträge aus {board} aus",
    "find_no_entries": "Es gibt keinen Eintrag zu zeigen.",
    "find_saved": "{key} ist gespeichert; es wird bald gelesen, dann folgen seine Bereiche und Feeds.",
}
