"""Pages for the owner: login and status."""

ENGLISH = {
    "title_login": "Log in",
    "title_status": "Status",
    "login_for": "Only the owner of this server can log in here.",
    "login_password": "The owner's password",
    "login_wrong": "That password is wrong.",
    "login_slow": "Too many wrong passwords. Try again in {seconds} seconds.",
    "logout_do": "Log out",
    "form_stale": (
        "This form has expired, or your browser did not send the cookie. Reload the page and send the form "
        "again."
    ),
    "config_faults": (
        "The configuration file has errors. Until they are corrected, the previous configuration stays in "
        "force."
    ),
    "config_faults_logged": "The log lists them.",
    "status_size": "The database takes up {size}.",
    "status_pausing": "Polling has been paused since",
    "status_final": "Polling has stopped until the next start, since",
    "status_last": "Last poll",
    "status_next": "Next poll",
    "status_never": "never",
    "status_soon": "as soon as a process polls",
    "status_requested": "Requested: {moment}. It starts within seconds if a process is polling.",
    "status_answer": "Last answer",
    "status_trouble": "Failing since",
    "polled_day": "24 hours",
    "polled_week": "7 days",
    "polled_new_posts": "New posts",
    "polled_edits": "Edits",
    "polled_deletions": "Deletions",
    "polled_unread_dates": "Unreadable dates",
    "polled_requests": "Requests",
    "polled_size": "Received",
    "board_listed": "Thread list last read: {moment}",
    "board_unlisted": "Thread list not read yet",
    "board_refused": "Access denied: {moment}",
    "board_nothing": "nothing",
    "board_new_posts": "{count} new",
    "board_edits": "{count} edited",
    "board_deletions": "{count} deleted",
    "board_unread_dates": "unreadable dates: {count}",
    "board_requests": "requests: {count}",
    "poll_now": "Poll now",
    "poll_now_forum": "Poll now: {forum}",
    "requested_granted": "{forum}: the poll starts within seconds.",
    "requested_just_polled": "{forum} was polled less than a minute ago; wait a little.",
    "requested_left_alone": "{forum} asked for fewer requests; it is polled again when it is due.",
    "requested_quiet": "{forum} has quiet hours now; it is polled again after them.",
    "decimal_point": ".",
}

GERMAN = {
    "title_login": "Anmelden",
    "title_status": "Status",
    "login_for": "Hier meldet sich an, wer diesen Server betreibt.",
    "login_password": "Passwort des Betreibers",
    "login_wrong": "Das Passwort ist falsch.",
    "login_slow": "Zu viele falsche Passwörter. Versuche es in {seconds} Sekunden noch einmal.",
    "logout_do": "Abmelden",
    "form_stale": (
        "Das Formular ist abgelaufen, oder dein Browser hat das Cookie nicht mitgeschickt. Lade die Seite "
        "neu und schicke das Formular noch einmal ab."
    ),
    "config_faults": (
        "Die Konfigurationsdatei enthält Fehler. Bis sie behoben sind, gilt die vorherige Konfiguration "
        "weiter."
    ),
    "config_faults_logged": "Sie stehen im Log.",
    "status_size": "Die Datenbank belegt {size}.",
    "status_pausing": "Abrufe pausieren seit",
    "status_final": "Abrufe sind bis zum nächsten Start eingestellt, seit",
    "status_last": "Letzter Abruf",
    "status_next": "Nächster Abruf",
    "status_never": "nie",
    "status_soon": "sobald ein Prozess Abrufe ausführt",
    "status_requested": (
        "Angefordert: {moment}. Er beginnt in wenigen Sekunden, wenn ein Prozess Abrufe ausführt."
    ),
    "status_answer": "Letzte Antwort",
    "status_trouble": "Gestört seit",
    "polled_day": "24 Stunden",
    "polled_week": "7 Tage",
    "polled_new_posts": "Neue Beiträge",
    "polled_edits": "Bearbeitet",
    "polled_deletions": "Gelöscht",
    "polled_unread_dates": "Unlesbare Zeitangaben",
    "polled_requests": "Anfragen",
    "polled_size": "Empfangen",
    "board_listed": "Themenliste zuletzt gelesen: {moment}",
    "board_unlisted": "Themenliste noch nicht gelesen",
    "board_refused": "Zugang verweigert: {moment}",
    "board_nothing": "nichts",
    "board_new_posts": "{count} neu",
    "board_edits": "{count} bearbeitet",
    "board_deletions": "{count} gelöscht",
    "board_unread_dates": "unlesbare Zeitangaben: {count}",
    "board_requests": "Anfragen: {count}",
    "poll_now": "Jetzt abrufen",
    "poll_now_forum": "Jetzt abrufen: {forum}",
    "requested_granted": "{forum}: Der Abruf beginnt in wenigen Sekunden.",
    "requested_just_polled": "{forum} wurde vor weniger als einer Minute abgerufen; warte noch etwas.",
    "requested_left_alone": "{forum} hat um weniger Anfragen gebeten; der nächste Abruf folgt nach Plan.",
    "requested_quiet": "Für {forum} ist gerade Ruhezeit; danach wird es wieder abgerufen.",
    "decimal_point": ",",
}
