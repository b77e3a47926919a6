"""PHP's `date()`, as far as boards use it: what the dates in the tests are made with."""

from datetime import datetime

_MONTHS = {
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
}
_DAYS = {
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "it": "lunedì martedì mercoledì giovedì venerdì sabato domenica",
}


def php_date(form: str, moment: datetime, language: str = "de") -> str:
    """The moment in a PHP format; a letter after a backslash stands for itself."""
    month = _MONTHS[language].split()[moment.month - 1]
    day = _DAYS[language].split()[moment.weekday()]
    cut = 2 if language == "de" else 3
    letters = {
        "d": f"{moment.day:02}",
        "j": str(moment.day),
        "D": day[:cut],
        "l": day,
        "m": f"{moment.month:02}",
        "n": str(moment.month),
        "M": month[:3],
        "F": month,
        "Y": str(moment.year),
        "y": f"{moment.year % 100:02}",
        "H": f"{moment.hour:02}",
        "G": str(moment.hour),
        "h": f"{(moment.hour + 11) % 12 + 1:02}",
        "g": str((moment.hour + 11) % 12 + 1),
        "i": f"{moment.minute:02}",
        "s": f"{moment.second:02}",
        "a": "am" if moment.hour < 12 else "pm",
        "A": "AM" if moment.hour < 12 else "PM",
        "S": {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}.get(moment.day, "th"),
    }
    text, escaped = "", False
    for letter in form:
        if letter == "\\" and not escaped:
            escaped = True
            continue
        text += letter if escaped else letters.get(letter, letter)
        escaped = False
    return text
