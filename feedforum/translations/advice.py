"""The names of the kinds of answer that a forum gives, and what the owner can do about each."""

ENGLISH = {
    "answer_ok": "ok",
    "answer_unchanged": "unchanged",
    "answer_empty": "empty",
    "answer_not_found": "not found",
    "answer_login_wanted": "login wanted",
    "answer_password_wanted": "password wanted",
    "answer_closed": "closed",
    "answer_database_down": "database down",
    "answer_blocked": "blocked",
    "answer_disallowed": "disallowed",
    "answer_overloaded": "overloaded",
    "answer_redirected": "redirected elsewhere",
    "answer_other_software": "other software",
    "answer_other_forum": "other forum",
    "answer_broken": "broken",
    "answer_not_understood": "not understood",
    "advice_ok": "Everything works; there is nothing to do.",
    "advice_unchanged": "Nothing has changed since the last poll; there is nothing to do.",
    "advice_empty": "This page has no posts or threads; if you expected some, choose another board.",
    "advice_not_found": (
        "The forum has no such page; check the id in your configuration, and remove it if the page was "
        "deleted."
    ),
    "advice_login_wanted": (
        "Only members may read this; set username with password_env or password_file, or set cookies_file, "
        "or remove it."
    ),
    "advice_password_wanted": (
        "This board has its own password; set password_env or password_file in the board's table, or remove"
        " the board."
    ),
    "advice_closed": "The forum is closed for maintenance; feedforum keeps trying, so just wait.",
    "advice_database_down": (
        "The forum's database does not answer; wait, and tell the forum's owner if it lasts longer than a "
        "day."
    ),
    "advice_blocked": (
        "The forum, or a service that protects it, blocks feedforum; ask the forum's owner for permission, "
        "and do not work around the block."
    ),
    "advice_disallowed": (
        "The forum's robots.txt disallows this page; ask the forum's owner for permission, or remove it from "
        "your configuration."
    ),
    "advice_overloaded": (
        "The forum asked for fewer requests, and feedforum slows down by itself; if this happens often, "
        "raise request_delay or interval."
    ),
    "advice_redirected": (
        "The forum redirects to another address; open it in a browser, and set url to the new address if "
        "the forum has moved."
    ),
    "advice_other_software": (
        "The forum now runs different software; the posts read so far are kept and served, and you can "
        "remove the forum or set engine to one that reads it."
    ),
    "advice_other_forum": (
        "Another forum now answers at this address; correct url, or give the other forum a key of its own."
    ),
    "advice_broken": (
        "The forum did not answer, or sent only part of a page; wait, and open its address in a browser if "
        "this lasts."
    ),
    "advice_not_understood": (
        "feedforum cannot read this page; run feedforum inspect on its address, and attach the output to a "
        "bug report."
    ),
}

GERMAN = {
    "answer_ok": "in Ordnung",
    "answer_unchanged": "unverändert",
    "answer_empty": "leer",
    "answer_not_found": "nicht gefunden",
    "answer_login_wanted": "Anmeldung verlangt",
    "answer_password_wanted": "Passwort verlangt",
    "answer_closed": "geschlossen",
    "answer_database_down": "Datenbank gestört",
    "answer_blocked": "ausgesperrt",
    "answer_disallowed": "untersagt",
    "answer_overloaded": "überlastet",
    "answer_redirected": "umgeleitet",
    "answer_other_software": "andere Software",
    "answer_other_forum": "anderes Forum",
    "answer_broken": "kaputt",
    "answer_not_understood": "nicht verstanden",
    "advice_ok": "Alles in Ordnung; es ist nichts zu tun.",
    "advice_unchanged": "Seit dem letzten Abruf hat sich nichts geändert; es ist nichts zu tun.",
    "advice_empty": (
        "Auf dieser Seite stehen keine Themen oder Beiträge; wenn du welche erwartet hast, wähle ein "
        "anderes Unterforum."
    ),
    "advice_not_found": (
        "Das Forum hat keine solche Seite; prüfe die ID in deiner Konfiguration und entferne sie, wenn die "
        "Seite gelöscht wurde."
    ),
    "advice_login_wanted": (
        "Das dürfen nur Mitglieder lesen; setze username und dazu password_env oder password_file, oder "
        "setze cookies_file, oder entferne den Eintrag."
    ),
    "advice_password_wanted": (
        "Dieses Unterforum hat ein eigenes Passwort; setze password_env oder password_file in seiner "
        "Tabelle, oder entferne es."
    ),
    "advice_closed": (
        "Das Forum ist wegen Wartung geschlossen; feedforum versucht es weiter, du brauchst nur zu warten."
    ),
    "advice_database_down": (
        "Die Datenbank des Forums antwortet nicht; warte ab, und sage dem Betreiber des Forums Bescheid, "
        "wenn es länger als einen Tag dauert."
    ),
    "advice_blocked": (
        "Das Forum oder ein vorgeschalteter Schutz sperrt feedforum aus; bitte den Betreiber um Erlaubnis, "
        "und umgehe die Sperre nicht."
    ),
    "advice_disallowed": (
        "Die robots.txt des Forums untersagt diese Seite; bitte den Betreiber um Erlaubnis, oder entferne "
        "sie aus deiner Konfiguration."
    ),
    "advice_overloaded": (
        "Das Forum hat um weniger Anfragen gebeten, und feedforum richtet sich von selbst danach; kommt es "
        "oft vor, erhöhe request_delay oder interval."
    ),
    "advice_redirected": (
        "Das Forum leitet auf eine andere Adresse um; öffne sie im Browser, und trage sie als url ein, wenn"
        " das Forum umgezogen ist."
    ),
    "advice_other_software": (
        "Das Forum läuft jetzt mit anderer Software; die bisher gelesenen Beiträge bleiben erhalten und "
        "werden weiter ausgeliefert; du kannst das Forum entfernen oder als engine eine angeben, die es "
        "liest."
    ),
    "advice_other_forum": (
        "Unter dieser Adresse antwortet jetzt ein anderes Forum; berichtige url, oder gib dem anderen Forum"
        " einen eigenen key."
    ),
    "advice_broken": (
        "Das Forum hat nicht geantwortet oder nur einen Teil der Seite geschickt; warte ab, und öffne die "
        "Adresse im Browser, wenn es so bleibt."
    ),
    "advice_not_understood": (
        "feedforum kann diese Seite nicht lesen; rufe feedforum inspect mit ihrer Adresse auf, und hänge "
        "die Ausgabe an eine Fehlermeldung an."
    ),
}
