"""Pages for the owner: login and status."""

TEXTS = {
    "title_login": {"en": "Log in", "de": "Anmelden"},
    "title_status": {"en": "Status", "de": "Status"},
    "login_for": {
        "en": "Only the owner of this server can log in here.",
        "de": "Hier meldet sich an, wer diesen Server betreibt.",
    },
    "login_password": {"en": "The owner's password", "de": "Passwort des Betreibers"},
    "login_wrong": {"en": "That password is wrong.", "de": "Das Passwort ist falsch."},
    "login_slow": {
        "en": "Too many wrong passwords. Try again in {seconds} seconds.",
        "de": "Zu viele falsche Passwörter. Versuche es in {seconds} Sekunden noch einmal.",
    },
    "logout_do": {"en": "Log out", "de": "Abmelden"},
    "form_stale": {
        "en": "This form has expired, or your browser did not send the cookie. Reload the page and send the "
        "form again.",
        "de": "Das Formular ist abgelaufen, oder dein Browser hat das Cookie nicht mitgeschickt. Lade die "
        "Seite neu und schicke das Formular noch einmal ab.",
    },
    "config_faults": {
        "en": "The configuration file has errors. Until they are corrected, the previous configuration "
        "stays in force.",
        "de": "Die Konfigurationsdatei enthält Fehler. Bis sie behoben sind, gilt die vorherige "
        "Konfiguration weiter.",
    },
    "config_faults_logged": {"en": "The log lists them.", "de": "Sie stehen im Log."},
    "status_size": {"en": "The database takes up {size}.", "de": "Die Datenbank belegt {size}."},
    "status_pausing": {"en": "Polling has been paused since", "de": "Abrufe pausieren seit"},
    "status_final": {
        "en": "Polling has stopped until the next start, since",
        "de": "Abrufe sind bis zum nächsten Start eingestellt, seit",
    },
    "status_last": {"en": "Last poll", "de": "Letzter Abruf"},
    "status_next": {"en": "Next poll", "de": "Nächster Abruf"},
    "status_never": {"en": "never", "de": "nie"},
    "status_soon": {"en": "as soon as a process polls", "de": "sobald ein Prozess Abrufe ausführt"},
    "status_requested": {
        "en": "Requested: {moment}. It starts within seconds if a process is polling.",
        "de": "Angefordert: {moment}. Er beginnt in wenigen Sekunden, wenn ein Prozess Abrufe ausführt.",
    },
    "status_answer": {"en": "Last answer", "de": "Letzte Antwort"},
    "status_trouble": {"en": "Failing since", "de": "Gestört seit"},
    "polled_day": {"en": "24 hours", "de": "24 Stunden"},
    "polled_week": {"en": "7 days", "de": "7 Tage"},
    "polled_new_posts": {"en": "New posts", "de": "Neue Beiträge"},
    "polled_edits": {"en": "Edits", "de": "Bearbeitet"},
    "polled_deletions": {"en": "Deletions", "de": "Gelöscht"},
    "polled_unread_dates": {"en": "Unreadable dates", "de": "Unlesbare Zeitangaben"},
    "polled_requests": {"en": "Requests", "de": "Anfragen"},
    "polled_size": {"en": "Received", "de": "Empfangen"},
    "board_listed": {"en": "Thread list last read: {moment}", "de": "Themenliste zuletzt gelesen: {moment}"},
    "board_unlisted": {"en": "Thread list not read yet", "de": "Themenliste noch nicht gelesen"},
    "board_refused": {"en": "Access denied: {moment}", "de": "Zugang verweigert: {moment}"},
    "board_nothing": {"en": "nothing", "de": "nichts"},
    "board_new_posts": {"en": "{count} new", "de": "{count} neu"},
    "board_edits": {"en": "{count} edited", "de": "{count} bearbeitet"},
    "board_deletions": {"en": "{count} deleted", "de": "{count} gelöscht"},
    "board_unread_dates": {"en": "unreadable dates: {count}", "de": "unlesbare Zeitangaben: {count}"},
    "board_requests": {"en": "requests: {count}", "de": "Anfragen: {count}"},
    "poll_now": {"en": "Poll now", "de": "Jetzt abrufen"},
    "poll_now_forum": {"en": "Poll now: {forum}", "de": "Jetzt abrufen: {forum}"},
    "requested_granted": {
        "en": "{forum}: the poll starts within seconds.",
        "de": "{forum}: Der Abruf beginnt in wenigen Sekunden.",
    },
    "requested_just_polled": {
        "en": "{forum} was polled less than a minute ago; wait a little.",
        "de": "{forum} wurde vor weniger als einer Minute abgerufen; warte noch etwas.",
    },
    "requested_left_alone": {
        "en": "{forum} asked for fewer requests; it is polled again when it is due.",
        "de": "{forum} hat um weniger Anfragen gebeten; der nächste Abruf folgt nach Plan.",
    },
    "requested_quiet": {
        "en": "{forum} has quiet hours now; it is polled again after them.",
        "de": "Für {forum} ist gerade Ruhezeit; danach wird es wieder abgerufen.",
    },
    "decimal_point": {"en": ".", "de": ","},
}
