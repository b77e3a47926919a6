"""What forums say, in the languages that they ship: words of languages, and of no software."""

import re

NOT_FOUND = re.compile(
    r"(?:does|do|did) ?n[o’']t exist|not (?:be )?found|no longer exists?"
    r"|invalid (?:topic|thread|forum|board|id)"
    r"|existiert nicht|nicht (?:ge|vor)funden|nicht vorhanden|gibt es nicht|ungültige?"
    r"|n[’']existe p(?:as|lus)|introuvable|bestaat niet|no existe|non esiste",
    re.IGNORECASE,
)
REFUSED = re.compile(
    r"not (?:authori[sz]ed|allowed|permitted)|permission|(?:members|registered users) only|access denied"
    r"|(?:must|need to) (?:be logged in|log ?in|register)|off[- ]limits"
    r"|keine (?:zugriffs)?(?:rechte|berechtigung)|nicht (?:erlaubt|gestattet|berechtigt)|nur für mitglieder"
    r"|anmelden|einloggen|zugriff verweigert|autoris|geen toegang|no tiene permiso|non (?:hai|è) ",
    re.IGNORECASE,
)
CLOSED = re.compile(
    r"maintenance|temporarily (?:closed|unavailable|offline)|wartungs|vorübergehend (?:geschlossen|nicht)",
    re.IGNORECASE,
)
LOCKED = re.compile(
    r"(?<![bcf])(?<!un)lock|closed?|geschlossen|gesperrt|verrouill|fermé|gesloten|cerrado|bloqueado|chius[oa]",
    re.IGNORECASE,
)
LOG_OUT = re.compile(
    r"log ?-?(?:out|off)|sign out|abmelden|ausloggen|déconnexion|uitloggen|cerrar sesión|desconectar|esci",
    re.IGNORECASE,
)
EDITED = re.compile(
    r"\b(?:edit(?:ed|iert|é)?|modified|updated|changed|bearbeitet|geändert|aktualisiert|modifié|gewijzigd|bewerkt"
    r"|editado|modificado|modificato)\b",
    re.IGNORECASE,
)
EDIT_COUNT = re.compile(r"(\d{1,5})\s*(?:times?|mal|fois|keer|vez|veces|volt[ae])\b", re.IGNORECASE)
LEADS_TO_DATE = re.compile(
    r"(?:[\s,;:(|–-](?:(?:schrieb|wrote|posted|added|said|escribió|scrisse|schreef|am|on|at|le|el|op|il)\b)?)+$",
    re.IGNORECASE,
)
"""What stands between a name and the moment in which its bearer wrote."""
OFFSET = re.compile(r"\b(?:GMT|UTC)\b")
CLOCK = re.compile(
    r"\b(?:(?:current|local|server) time|time (?:is )?now|it is (?:now|currently)"
    r"|(?:aktuelle|jetzige) (?:uhr)?zeit|es ist jetzt|aktuelles datum|heure actuelle|huidige tijd|hora actual"
    r"|ora attuale)\b",
    re.IGNORECASE,
)
