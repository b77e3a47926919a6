"""Pages for the owner: the way in, and how forums stand."""

ENGLISH = {
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
    "config_faults": "The configuration file has faults; until they are gone, what it said before holds.",
    "config_faults_logged": "The log names them.",
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
    "board_came": (
        "{span}: {posts} new, {edits} edited, {deletions} deleted; dates not read: {dates};"
        " requests: {requests}"
    ),
    "poll_now": "Poll now",
    "poll_now_forum": "Poll now: {forum}",
    "wished_granted": "{forum}: the poll begins within seconds.",
    "wished_just_polled": "{forum} was polled less than a minute ago; wait a little.",
    "wished_left_alone": "{forum} asked to be left alone; it is polled again when it is due.",
    "wished_quiet": "{forum} has quiet hours now; it is polled again after them.",
    "decimal_point": ".",
}

GERMAN = {
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
    "config_faults": (
        "Die Konfigurationsdatei hat Fehler; bis sie behoben sind, gilt, was zuvor in ihr stand."
    ),
    "config_faults_logged": "Das Protokoll nennt sie.",
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
    "board_came": (
        "{span}: {posts} neu, {edits} bearbeitet, {deletions} gelöscht; unlesbare Daten: {dates};"
        " Anfragen: {requests}"
    ),
    "poll_now": "Jetzt besuchen",
    "poll_now_forum": "Jetzt besuchen: {forum}",
    "wished_granted": "{forum}: der Besuch beginnt in wenigen Sekunden.",
    "wished_just_polled": "{forum} wurde vor weniger als einer Minute besucht; warte ein wenig.",
    "wished_left_alone": "{forum} bat um Ruhe; es wird wieder besucht, wenn es an der Reihe ist.",
    "wished_quiet": "{forum} hat jetzt Ruhezeit; danach wird es wieder besucht.",
    "decimal_point": ",",
}
