"""What the software says by itself, in German and English."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of one language. Those with braces are filled in with `str.format`."""

    minutes: str
    today: str
    yesterday: str
    threads: str
    posts: str
    replies: str
    views: str
    moved: str
    on_top: str
    announced: str
    edited: str
    quote_from: str
    code: str
    no_threads: str
    similar: str
    guest: str
    denied: str
    not_found: str
    closed: str
    banned: str
    login: str
    logout: str
    wrong: str
    welcome: str
    powered: str
    thousands: str


LANGUAGES = {
    "de": Words(
        minutes="Vor {} Minuten",
        today="Heute, {}",
        yesterday="Gestern, {}",
        threads="Themen",
        posts="Beiträge",
        replies="Antworten",
        views="Zugriffe",
        moved="Verschoben",
        on_top="Angepinnte Themen",
        announced="Ankündigungen",
        edited="{} Mal editiert, zuletzt von",
        quote_from="Zitat von {}",
        code="Quellcode",
        no_threads="Es gibt hier noch keine Themen.",
        similar="Ähnliche Themen",
        guest="Gast",
        denied="Der Zutritt zu dieser Seite ist Ihnen leider verwehrt. Ihnen fehlen die notwendigen Rechte.",
        not_found="Die Seite wurde nicht gefunden; der Link ist ungültig oder nicht mehr gültig.",
        closed="Das Forum befindet sich derzeit im Wartungsmodus.",
        banned="Sie wurden vom Administrator gesperrt.",
        login="Anmelden",
        logout="Abmelden",
        wrong="Der Benutzername oder das Kennwort ist falsch.",
        welcome="Sie sind nun angemeldet.",
        powered="Community-Software:",
        thousands=".",
    ),
    "en": Words(
        minutes="{} minutes ago",
        today="Today, {}",
        yesterday="Yesterday, {}",
        threads="Threads",
        posts="Posts",
        replies="Replies",
        views="Views",
        moved="Moved",
        on_top="Pinned Threads",
        announced="Announcements",
        edited="Edited {} times, last by",
        quote_from="Quote from {}",
        code="Source Code",
        no_threads="There are no threads yet.",
        similar="Similar Threads",
        guest="Guest",
        denied="You are not allowed to enter this page: you lack the rights for it.",
        not_found="The page could not be found; the link is invalid or no longer available.",
        closed="The forum is in maintenance mode at the moment.",
        banned="You were banned by an administrator.",
        login="Login",
        logout="Logout",
        wrong="The username or the password is wrong.",
        welcome="You are logged in now.",
        powered="Powered by",
        thousands=",",
    ),
}
