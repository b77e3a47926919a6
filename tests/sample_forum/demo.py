"""A pleasant small forum to look at, and to try the program on."""

import re
from datetime import datetime, timedelta

from tests.sample_forum.forum import SampleForum
from tests.sample_forum.skin import Skin
from tests.sample_forum.skins import WBB2

_REPLIES = (
    "Bei mir half am Ende eine dünne Unterlegscheibe. :)",
    "Ich habe gestern Abend noch einmal alles zerlegt und gereinigt.\n\nSeitdem ist Ruhe.",
    "[quote=Ines Möwe]Seitdem ist Ruhe.[/quote]\nWie lange schon?",
    "Schau dir die Lager an, [b]alle beide[/b].",
    "Das Öl aus dem Baumarkt taugt nichts, nimm lieber Ballistol. ;)",
    "Am Samstag ist die Werkstatt von zehn bis vier geöffnet.",
)

_LIVELY = (
    ("Ines Möwe", "Eben ausprobiert: läuft. :)"),
    ("Käpt'n Bohrer", "[quote=Ines Möwe]läuft[/quote]\nFotos bitte!"),
    ("Gast Paul", "Darf man hier auch als Gast fragen?"),
    ("Sägemehl", "Noch ein Gedanke dazu:\n[list]\n[*]erst messen\n[*]dann sägen[/list]"),
    ("Ines Möwe", "Für alle, die es genau wissen wollen: 12,50 € – „mehr nicht“."),
)


_QUOTE = re.compile(r"\[quote=([^\]]+)\](.*?)\[/quote\]", re.S)


def demo_forum(now: datetime, zone: str = "", skin: Skin = WBB2) -> SampleForum:
    """The forum as it stands at `now`, its posts spread over the weeks before."""
    forum = SampleForum("Werkstatt & Garten", now - timedelta(days=31), zone, skin=skin)
    forum.register("Käpt'n Bohrer", "demo", "Erst messen, dann bohren. :D", staff=True)
    forum.register("Ines Möwe", "demo", "[i]Zug um Zug.[/i]")
    forum.register("Sägemehl", "demo")
    workshop = forum.add_category("Werkstatt", description="Alles, was sich schrauben lässt")
    leisure = forum.add_category("Geselligkeit")
    wood = forum.add_board("Holz & Metall", workshop, description="Sägen, Bohren, Schweißen")
    power = forum.add_board("Strom & Licht", wood, description="Unterforum für alles mit Kabel")
    garden = forum.add_board("Garten", leisure, description="Beete, Bäume, Geräte")
    english = forum.add_board(
        "English corner", leisure, description="Small talk", newest_first=True, ratings=False
    )
    inner = forum.add_board("Mitglieder", leisure, description="Nur für Angemeldete", members_only=True)
    forum.new_thread(inner, "Ines Möwe", "Kassenbericht", "Siehe Aushang. (Zugang: Ines Möwe, demo)")
    forum.add_board("Vereinsseite", leisure, external="http://verein.invalid/")
    _announce(forum, wood, garden)
    _long_thread(forum, wood)
    _various(forum, wood, power, garden)
    _english(forum, english)
    forum.now = now
    return forum


def one_more_post(forum: SampleForum, number: int) -> int:
    """The next post of a lively forum, for all to read, the `number`-th since it began. Gives its id."""
    author, typed = _LIVELY[number % len(_LIVELY)]
    text = _typed(forum, typed)
    threads = [
        thread.id
        for _, thread in sorted(forum.threads.items())
        if not forum.boards[thread.board_id].members_only
    ]
    if number % 7 == 6:
        board = forum.threads[threads[number % len(threads)]].board_id
        return forum.threads[forum.new_thread(board, author, f"Frage Nr. {number}", text)].posts[0].id
    return forum.reply(threads[number % len(threads)], author, text)


def _announce(forum: SampleForum, wood: int, garden: int) -> None:
    text = "Am [b]Samstag[/b] feiern wir.\n[list=1]\n[*]Grill mitbringen\n[*]Salat mitbringen[/list]"
    title = "Sommerfest: Termin & Helferliste"
    forum.new_thread(wood, "Käpt'n Bohrer", title, text, icon="icon10", announcement_on=(garden,))
    rules = "Bitte freundlich bleiben.\n[url=http://verein.invalid/regeln]Die ganze Hausordnung[/url]"
    forum.new_thread(wood, "Käpt'n Bohrer", "Bitte lesen: Hausordnung", rules, icon="icon3", important=True)


def _long_thread(forum: SampleForum, wood: int) -> None:
    forum.advance(timedelta(days=1, hours=3))
    start = "Die Tischsäge rüttelt seit [i]Wochen[/i]. Was kann das sein?"
    thread = forum.new_thread(wood, "Ines Möwe", "Tischsäge rüttelt", start, prefix="[Frage]")
    authors = ("Käpt'n Bohrer", "Sägemehl", "Ines Möwe", "Gast Walter")
    for number in range(47):
        forum.advance(timedelta(hours=13, minutes=7))
        forum.reply(thread, authors[number % 4], _typed(forum, _REPLIES[number % len(_REPLIES)]))


def _various(forum: SampleForum, wood: int, power: int, garden: int) -> None:
    forum.advance(timedelta(days=2))
    question = ("Akku oder Kabel?", {"Akku": 11, "Kabel": 7, "Muskelkraft <reicht>": 3})
    forum.new_thread(wood, "Sägemehl", "Umfrage zum Werkzeug", "Stimmt ab!", survey=question)
    forum.advance(timedelta(hours=5))
    lamp = forum.new_thread(power, "Ines Möwe", "Lampe flackert", "Sie flackert, wenn es regnet. :(")
    forum.advance(timedelta(hours=1))
    program = "[code]while (regen) {\n    flackern(&lampe);  // [b]kein Fett[/b]\n}[/code]"
    answer = forum.reply(lamp, "Sägemehl", program, "So geht's")
    forum.advance(timedelta(hours=2))
    forum.edit(answer, program + "\n[b]Nachtrag:[/b] Es war der Stecker.")
    forum.advance(timedelta(hours=9))
    picture = "So sieht das Beet jetzt aus:\n[img]images/beet.png[/img]"
    files = [("skizze.png", 515), ("Beet Übersicht.jpg", 87_291), ("pflanzplan.zip", 1_423)]
    beet = forum.new_thread(garden, "Käpt'n Bohrer", "Hochbeet gebaut", picture, attachments=files)
    forum.advance(timedelta(hours=4))
    forum.reply(beet, "Gast Erna", "Schön! Welches Holz ist das?")


def _english(forum: SampleForum, english: int) -> None:
    forum.advance(timedelta(days=1))
    thread = forum.new_thread(english, "Sägemehl", "Which drill?", "Looking for a [u]quiet[/u] one.")
    forum.advance(timedelta(hours=6))
    forum.reply(thread, "Visitor Tom", _typed(forum, "[quote=Sägemehl]a quiet one[/quote]\nA hand drill. 8)"))


def _typed(forum: SampleForum, text: str) -> str:
    """A text with its quotations as the people of such a forum type them."""
    return _QUOTE.sub(lambda quote: forum.skin.quote.format(quote[1], quote[2]), text)
