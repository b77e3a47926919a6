"""What the board says by itself, in the languages that it ships with."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of one language. Those with braces are filled in with `str.format`."""

    lang: str
    today: str
    yesterday: str
    by: str
    start: str
    forums: str
    posts: str
    threads: str
    last_post: str
    including: str
    unknown: str
    moved: str
    announcement: str
    important: str
    survey: str
    pages: str
    first: str
    previous: str
    following: str
    last: str
    last_page: str
    topic: str
    replies: str
    author: str
    hits: str
    rating: str
    announcements_heading: str
    post: str
    quote: str
    original_by: str
    unregistered: str
    edited: str
    attachment: str
    downloads: str
    picture: str
    thumbnail: str
    print_title: str
    written: str
    client: str
    hello: str
    login: str
    logout: str
    register: str
    user_name: str
    password: str
    denied: str
    denied_why: str
    invalid_link: str
    back: str
    forward: str
    error: str
    maintenance: str
    board_password: str
    wrong_login: str
    thanks_login: str
    thanks_password: str
    goodbye: str
    no_threads: str
    showing: str
    votes: str
    closed: str
    reply: str
    new_thread: str
    posts_of_thread: str
    date: str
    footer: str
    thousands: str
    decimal: str
    icons: tuple[tuple[str, str], ...]


_GERMAN = Words(
    lang="de",
    today="Heute",
    yesterday="Gestern",
    by="von",
    start="Startseite",
    forums="Foren",
    posts="Beiträge",
    threads="Themen",
    last_post="Letzter Beitrag",
    including="Inklusive:",
    unknown="unbekannt",
    moved="Verschoben:",
    announcement="Ankündigung:",
    important="Wichtig:",
    survey="Umfrage:",
    pages="Seiten ({}):",
    first="« erste",
    previous="« vorherige",
    following="nächste »",
    last="letzte »",
    last_page="letzte Seite",
    topic="Thema",
    replies="Antworten",
    author="Autor",
    hits="Hits",
    rating="Bewertung",
    announcements_heading="Ankündigungen & wichtige Themen",
    post="Beitrag",
    quote="Zitat:",
    original_by="Original von",
    unregistered="unregistriert",
    edited="Dieser Beitrag wurde {} mal editiert, zum letzten Mal von {}: ",
    attachment="Dateianhang:",
    downloads="mal heruntergeladen",
    picture="{} hat dieses Bild angehängt:",
    thumbnail="{} hat dieses Bild (verkleinerte Version) angehängt:",
    print_title="Druckvorschau: {} | Seite {}",
    written="Geschrieben von {} am {} um ",
    client="Gast",
    hello="Hallo {}",
    login="Anmelden",
    logout="Abmelden",
    register="Registrieren",
    user_name="Benutzername:",
    password="Passwort:",
    denied="Ihnen wird der Zutritt zu dieser Seite verwehrt.",
    denied_why="Entweder sind Sie nicht angemeldet, oder dieser Bereich ist anderen vorbehalten.",
    invalid_link="Sie haben einen ungültigen Verweis angegeben.",
    back="Zurück zur vorigen Seite",
    forward="Weiter, falls Ihr Browser nicht von selbst weiterleitet",
    error="Fehlermeldung",
    maintenance="Das Forum befindet sich zur Zeit aus folgenden Gründen im Wartungsmodus:",
    board_password="Dieses Forum ist durch ein Passwort geschützt. Bitte geben Sie es ein:",
    wrong_login="Zugriff verweigert! Bitte überprüfen Sie Ihre Eingaben.",
    thanks_login="{}, vielen Dank für Ihre Anmeldung.",
    thanks_password="Vielen Dank, das Passwort ist richtig.",
    goodbye="Sie haben sich abgemeldet.",
    no_threads="Keine Themen seit {}",
    showing="Zeige Themen {} bis {} von {}",
    votes="{} Stimmen",
    closed="Thema ist geschlossen",
    reply="Antwort erstellen",
    new_thread="Neues Thema erstellen",
    posts_of_thread="Beiträge zu diesem Thema",
    date="Datum",
    footer="Forensoftware: {}, entwickelt von {}",
    thousands=".",
    decimal=",",
    icons=(("icon3", "Achtung"), ("icon5", "großes Grinsen"), ("icon10", "Lampe"), ("icon14", "Text")),
)

_ENGLISH = Words(
    lang="en",
    today="Today",
    yesterday="Yesterday",
    by="by",
    start="Start Page",
    forums="Boards",
    posts="Posts",
    threads="Threads",
    last_post="Last Post",
    including="Including:",
    unknown="unknown",
    moved="Moved:",
    announcement="Announcement:",
    important="Important:",
    survey="Poll:",
    pages="Pages ({}):",
    first="« first",
    previous="« previous",
    following="next »",
    last="last »",
    last_page="last page",
    topic="Thread",
    replies="Replies",
    author="Author",
    hits="Views",
    rating="Rating",
    announcements_heading="Announcements & important threads",
    post="Post",
    quote="quote:",
    original_by="Originally posted by",
    unregistered="unregistered",
    edited="This post has been edited {} time(s), it was last edited by {}: ",
    attachment="Attachment:",
    downloads="downloads",
    picture="{} has attached this image:",
    thumbnail="{} has attached this image (reduced version):",
    print_title="Print preview: {} | Page {}",
    written="Posted by {} on {} at ",
    client="Guest",
    hello="Hello {}",
    login="Login",
    logout="Logout",
    register="Register",
    user_name="User name:",
    password="Password:",
    denied="You do not have permission to access this page.",
    denied_why="Either you are not logged in, or this area is meant for others.",
    invalid_link="You have followed an invalid link.",
    back="Back to the page before",
    forward="Go on, in case your browser does not by itself",
    error="Error message",
    maintenance="The board is in maintenance mode for the following reason:",
    board_password="This board is protected by a password. Please enter it:",
    wrong_login="Access denied! Please check what you entered.",
    thanks_login="{}, thank you for logging in.",
    thanks_password="Thank you, the password is right.",
    goodbye="You have logged out.",
    no_threads="No threads since {}",
    showing="Showing threads {} to {} of {}",
    votes="{} votes",
    closed="Thread is closed",
    reply="Post reply",
    new_thread="New thread",
    posts_of_thread="Posts of this thread",
    date="Date",
    footer="Powered by {} © 2001-2004 {}",
    thousands=",",
    decimal=".",
    icons=(("icon3", "Attention"), ("icon5", "Big Grin"), ("icon10", "Lightbulb"), ("icon14", "Text")),
)

LANGUAGES = {"de": _GERMAN, "en": _ENGLISH}
