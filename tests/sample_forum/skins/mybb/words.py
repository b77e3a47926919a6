"""What the software says by itself, in the languages that it is mostly used in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of one language. Those with braces are filled in with `str.format`."""

    today: str
    yesterday: str
    minutes_ago: str
    hours_ago: str
    by: str
    login: str
    logout: str
    welcome: str
    threads: str
    posts: str
    boards_below: str
    never: str
    important: str
    normal: str
    announcements: str
    moved: str
    poll: str
    pages: str
    last_post: str
    no_threads: str
    markread: str
    unregistered: str
    edited: str
    wrote: str
    quote: str
    files: str
    size: str
    message: str
    no_thread: str
    no_board: str
    denied: str
    closed: str
    banned: str
    password: str
    password_wanted: str
    password_wrong: str
    user_name: str
    login_wrong: str
    login_right: str
    powered: str
    thousands: str


LANGUAGES = {
    "en": Words(
        today="Today",
        yesterday="Yesterday",
        minutes_ago="{} minutes ago",
        hours_ago="{} hours ago",
        by="by",
        login="Login",
        logout="Log Out",
        welcome="Welcome back, {}",
        threads="Threads",
        posts="Posts",
        boards_below="Sub Forums:",
        never="Never",
        important="Important Threads",
        normal="Normal Threads",
        announcements="Forum Announcements",
        moved="Moved:",
        poll="Poll:",
        pages="Pages",
        last_post="Last Post",
        no_threads="Sorry, but there are currently no threads in this forum.",
        markread="Mark this forum read",
        unregistered="Unregistered",
        edited="(This post was last modified: {} by {}.)",
        wrote="{} Wrote:",
        quote="Quote:",
        files="Attached Files",
        size="Size: {} bytes / Downloads: {}",
        message="Board Message",
        no_thread="The specified thread does not exist.",
        no_board="Invalid forum",
        denied="You are either not logged in or do not have permission to view this page.",
        closed="This bulletin board is currently closed. The reason stands below.",
        banned="I'm sorry, but you are banned.",
        password="Password",
        password_wanted="Password Required",
        password_wrong="The password you entered is incorrect. Please try again.",
        user_name="Username",
        login_wrong="You have entered an invalid username/password combination.",
        login_right="You have successfully been logged in.",
        powered="Powered By",
        thousands=",",
    ),
    "de": Words(
        today="Heute",
        yesterday="Gestern",
        minutes_ago="Vor {} Minuten",
        hours_ago="Vor {} Stunden",
        by="von",
        login="Anmelden",
        logout="Abmelden",
        welcome="Willkommen zurück, {}",
        threads="Themen",
        posts="Beiträge",
        boards_below="Unterforen:",
        never="Nie",
        important="Wichtige Themen",
        normal="Normale Themen",
        announcements="Forenankündigungen",
        moved="Verschoben:",
        poll="Umfrage:",
        pages="Seiten",
        last_post="Letzter Beitrag",
        no_threads="Es gibt zur Zeit keine Themen in diesem Forum.",
        markread="Forum als gelesen markieren",
        unregistered="Unregistriert",
        edited="(Dieser Beitrag wurde zuletzt bearbeitet: {} von {}.)",
        wrote="{} schrieb:",
        quote="Zitat:",
        files="Angehängte Dateien",
        size="Größe: {} Bytes / Downloads: {}",
        message="Forenmeldung",
        no_thread="Das angegebene Thema existiert nicht.",
        no_board="Ungültiges Forum",
        denied="Du bist entweder nicht eingeloggt oder hast keine Berechtigung, diese Seite zu sehen.",
        closed="Dieses Forum ist zur Zeit geschlossen. Der Administrator hat folgenden Grund angegeben.",
        banned="Du bist aus diesem Forum verbannt.",
        password="Passwort",
        password_wanted="Passwort erforderlich",
        password_wrong="Das eingegebene Passwort ist falsch.",
        user_name="Benutzername",
        login_wrong="Du hast einen falschen Benutzernamen oder ein falsches Passwort eingegeben.",
        login_right="Du wurdest erfolgreich eingeloggt.",
        powered="Deutsche Übersetzung: MyBB.de, Powered by",
        thousands=".",
    ),
}
