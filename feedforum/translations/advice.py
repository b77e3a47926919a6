"""What kinds of answer a forum gives are called, and what to do about each."""

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
        "The forum gave no answer, or no whole page; wait, and look at its address in a browser if it stays."
    ),
    "advice_not_understood": (
        "The page is not like those that this program can read; see what inspect makes of it, and "
        "attach that to a report."
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
        "Das Forum gab keine Antwort, oder keine ganze Seite; warte, und sieh die Adresse im Browser an, "
        "wenn es so bleibt."
    ),
    "advice_not_understood": (
        "Die Seite ist nicht wie die, die dieses Programm lesen kann; sieh nach, was inspect daraus "
        "macht, und hänge das an eine Meldung an."
    ),
}
