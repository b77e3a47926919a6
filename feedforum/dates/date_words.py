"""The words of dates in the languages WoltLab shipped: German, English, French, Dutch, Spanish, Italian.

Of Portuguese, Danish, Swedish, Croatian, Turkish and Chinese there are those of days and months. All are in
lower case; Austrian month names are included. A word may mean a month and a day of the week
(`mar`: March, mardi, martes); the caller tells which by what else stands there.
"""

from datetime import timedelta

_MONTHS = (
    "jan january januar jän jänner janv janvier januari ene enero gen gennaio janeiro siječanj siječnja",
    "feb february februar feber fév févr février februari febrero febbraio fev fevereiro veljača veljače",
    "mar march mär märz mrz maerz mars mrt maart marzo março marts ožujak ožujka",
    "apr april avr avril abr abril aprile travanj travnja",
    "may mai mei mayo mag maggio maio maj svibanj svibnja",
    "jun june juni juin junio giu giugno junho lipanj lipnja",
    "jul july juli juil juillet julio lug luglio julho srpanj srpnja",
    "aug august août aout augustus ago agosto augusti kolovoz kolovoza",
    "sep sept september septembre septiembre set settembre setembro rujan rujna",
    "oct october okt oktober octobre octubre ott ottobre out outubro listopad listopada",
    "nov november novembre noviembre novembro studeni studenoga studenog",
    "dec december dez dezember déc décembre dic diciembre dicembre dezembro prosinac prosinca",
)


def _months() -> dict[str, int]:
    """Each name, and its first three letters where they mean one month only (French *jui* means two)."""
    named = [(name, number) for number, names in enumerate(_MONTHS, 1) for name in names.split()]
    short: dict[str, set[int]] = {}
    for name, number in named:
        short.setdefault(name[:3], set()).add(number)
    return {name: min(numbers) for name, numbers in short.items() if len(numbers) == 1} | dict(named)


MONTHS = _months()

_WEEKDAYS = (
    "montag monday lundi maandag lunes lunedì segunda mandag måndag ponedjeljak",
    "dienstag tuesday tues mardi dinsdag martes martedì terça tirsdag tisdag utorak",
    "mittwoch wednesday mercredi woensdag miércoles mercoledì quarta onsdag srijeda",
    "donnerstag thursday thurs jeudi donderdag jueves giovedì quinta torsdag četvrtak",
    "freitag friday vendredi vrijdag viernes venerdì sexta fredag petak",
    "samstag sonnabend saturday samedi zaterdag sábado sabato lørdag lördag subota",
    "sonntag sunday dimanche zondag domingo domenica søndag söndag nedjelja",
)


def _weekdays() -> dict[str, frozenset[int]]:
    """Each name and its first two to four letters, with the days it may mean, Monday as 0."""
    days: dict[str, frozenset[int]] = {}
    for day, names in enumerate(_WEEKDAYS):
        for name in names.split():
            for short in {name, name[:2], name[:3], name[:4]}:
                days[short] = days.get(short, frozenset()) | {day}
    return days


WEEKDAYS = _weekdays()
DAY_NAMES = frozenset(name for names in _WEEKDAYS for name in names.split())
"""Those that are written out."""

_DAYS = (
    "heute today aujourd'hui aujourd’hui vandaag hoy oggi hoje idag dag danas bugün 今天",
    "gestern yesterday hier gisteren ayer ieri ontem igår går jučer dün 昨天",
)
DAYS_AGO = {word: days for days, words in enumerate(_DAYS) for word in words.split()}

_FILLERS = (
    "uhr um am at on the of den der dem t st nd rd th er",
    "à a le les de del du la las el los op om alle ore dello il h i feira",
    "gmt utc bst cet cest est edt cst cdt mst mdt pst pdt",
)
FILLERS = frozenset(word for words in _FILLERS for word in words.split())

_UNITS = {
    timedelta(seconds=1): "s sek sekunde sekunden sec secs second seconds seconde secondes seconden segundo"
    " segundos secondo secondi",
    timedelta(minutes=1): "min mins minute minuten minutes minuut minuto minutos minuti",
    timedelta(hours=1): "h std stunde stunden hour hours heure heures uur uren hora horas ora ore",
    timedelta(days=1): "tag tage tagen day days jour jours dag dagen día días dia dias giorno giorni",
    timedelta(weeks=1): "woche wochen week weeks weken semaine semaines semana semanas settimana settimane",
    timedelta(days=31): "monat monate monaten month months mois maand maanden mes meses mese mesi",
    timedelta(days=366): "jahr jahre jahren year years an ans année années jaar año años anno anni",
}
UNITS = {name: length for length, names in _UNITS.items() for name in names.split()}
"""The units of "5 minutes ago", each as long as it can be."""

ONE = frozenset(("a", "an", "one", "einer", "einem", "ein", "eine", "un", "une", "una", "uno", "een", "één"))

AGO = (
    ("", " ago"),
    ("vor ", ""),
    ("", " vorher"),
    ("il y a ", ""),
    ("", " geleden"),
    ("hace ", ""),
    ("", " fa"),
)
"""What stands before and behind a length of time that has passed since."""

LESS = ("less than", "weniger als", "moins d’", "moins d'", "moins de", "minder dan", "menos de", "meno di")
"""What makes a length of time the longest that may have passed."""

NOW = frozenset(
    (
        *("just now", "a moment ago", "moments ago", "gerade eben", "soeben", "gerade", "eben"),
        *("à l'instant", "à l’instant", "zojuist", "ahora mismo", "proprio ora", "adesso"),
    )
)
