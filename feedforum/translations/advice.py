"""The names of the kinds of answer that a forum gives, and what the owner can do about each."""

TEXTS = {
    "answer_ok": {"en": "ok", "de": "in Ordnung"},
    "answer_unchanged": {"en": "unchanged", "de": "unverändert"},
    "answer_empty": {"en": "empty", "de": "leer"},
    "answer_not_found": {"en": "not found", "de": "nicht gefunden"},
    "answer_login_wanted": {"en": "login wanted", "de": "Anmeldung verlangt"},
    "answer_password_wanted": {"en": "password wanted", "de": "Passwort verlangt"},
    "answer_closed": {"en": "closed", "de": "geschlossen"},
    "answer_database_down": {"en": "database down", "de": "Datenbank gestört"},
    "answer_blocked": {"en": "blocked", "de": "ausgesperrt"},
    "answer_disallowed": {"en": "disallowed", "de": "untersagt"},
    "answer_overloaded": {"en": "overloaded", "de": "überlastet"},
    "answer_redirected": {"en": "redirected elsewhere", "de": "umgeleitet"},
    "answer_other_software": {"en": "other software", "de": "andere Software"},
    "answer_other_forum": {"en": "other forum", "de": "anderes Forum"},
    "answer_broken": {"en": "broken", "de": "kaputt"},
    "answer_not_understood": {"en": "not understood", "de": "nicht verstanden"},
    "advice_ok": {
        "en": "Everything works; there is nothing to do.",
        "de": "Alles in Ordnung; es ist nichts zu tun.",
    },
    "advice_unchanged": {
        "en": "Nothing has changed since the last poll; there is nothing to do.",
        "de": "Seit dem letzten Abruf hat sich nichts geändert; es ist nichts zu tun.",
    },
    "advice_empty": {
        "en": "This page has no posts or threads; if you expected some, choose another board.",
        "de": "Auf dieser Seite stehen keine Themen oder Beiträge; wenn du welche erwartet hast, wähle ein "
        "anderes Unterforum.",
    },
    "advice_not_found": {
        "en": "The forum has no such page; check the id in your configuration, and remove it if the page "
        "was deleted.",
        "de": "Das Forum hat keine solche Seite; prüfe die ID in deiner Konfiguration und entferne sie, "
        "wenn die Seite gelöscht wurde.",
    },
    "advice_login_wanted": {
        "en": "Only members may read this; set username with password_env or password_file, or set "
        "cookies_file, or remove it.",
        "de": "Das dürfen nur Mitglieder lesen; setze username und dazu password_env oder password_file, "
        "oder setze cookies_file, oder entferne den Eintrag.",
    },
    "advice_password_wanted": {
        "en": "This board has its own password; set password_env or password_file in the board's table, or "
        "remove the board.",
        "de": "Dieses Unterforum hat ein eigenes Passwort; setze password_env oder password_file in seiner "
        "Tabelle, oder entferne es.",
    },
    "advice_closed": {
        "en": "The forum is closed for maintenance; feedforum keeps trying, so just wait.",
        "de": "Das Forum ist wegen Wartung geschlossen; feedforum versucht es weiter, du brauchst nur zu "
        "warten.",
    },
    "advice_database_down": {
        "en": "The forum's database does not answer; wait, and tell the forum's owner if it lasts longer "
        "than a day.",
        "de": "Die Datenbank des Forums antwortet nicht; warte ab, und sage dem Betreiber des Forums "
        "Bescheid, wenn es länger als einen Tag dauert.",
    },
    "advice_blocked": {
        "en": "The forum, or a service that protects it, blocks feedforum; ask the forum's owner for "
        "permission, and do not work around the block.",
        "de": "Das Forum oder ein vorgeschalteter Schutz sperrt feedforum aus; bitte den Betreiber um "
        "Erlaubnis, und umgehe die Sperre nicht.",
    },
    "advice_disallowed": {
        "en": "The forum's robots.txt disallows this page; ask the forum's owner for permission, or remove "
        "it from your configuration.",
        "de": "Die robots.txt des Forums untersagt diese Seite; bitte den Betreiber um Erlaubnis, oder "
        "entferne sie aus deiner Konfiguration.",
    },
    "advice_overloaded": {
        "en": "The forum asked for fewer requests, and feedforum slows down by itself; if this happens "
        "often, raise request_delay or interval.",
        "de": "Das Forum hat um weniger Anfragen gebeten, und feedforum richtet sich von selbst danach; "
        "kommt es oft vor, erhöhe request_delay oder interval.",
    },
    "advice_redirected": {
        "en": "The forum redirects to another address; open it in a browser, and set url to the new address "
        "if the forum has moved.",
        "de": "Das Forum leitet auf eine andere Adresse um; öffne sie im Browser, und trage sie als url "
        "ein, wenn das Forum umgezogen ist.",
    },
    "advice_other_software": {
        "en": "The forum now runs different software; the posts read so far are kept and served, and you "
        "can remove the forum or set engine to one that reads it.",
        "de": "Das Forum läuft jetzt mit anderer Software; die bisher gelesenen Beiträge bleiben erhalten "
        "und werden weiter ausgeliefert; du kannst das Forum entfernen oder als engine eine angeben, die es "
        "liest.",
    },
    "advice_other_forum": {
        "en": "Another forum now answers at this address; correct url, or give the other forum a key of its "
        "own.",
        "de": "Unter dieser Adresse antwortet jetzt ein anderes Forum; berichtige url, oder gib dem anderen "
        "Forum einen eigenen key.",
    },
    "advice_broken": {
        "en": "The forum did not answer, or sent only part of a page; wait, and open its address in a "
        "browser if this lasts.",
        "de": "Das Forum hat nicht geantwortet oder nur einen Teil der Seite geschickt; warte ab, und öffne "
        "die Adresse im Browser, wenn es so bleibt.",
    },
    "advice_not_understood": {
        "en": "feedforum cannot read this page; run feedforum inspect on its address, and attach the output "
        "to a bug report.",
        "de": "feedforum kann diese Seite nicht lesen; rufe feedforum inspect mit ihrer Adresse auf, und "
        "hänge die Ausgabe an eine Fehlermeldung an.",
    },
}
