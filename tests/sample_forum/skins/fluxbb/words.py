"""What the software says by itself, in the languages that it is mostly used in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of one language. Those with braces are filled in with `str.format`."""

    lang: str
    today: str
    yesterday: str
    by: str
    index: str
    user_list: str
    search: str
    register: str
    login: str
    logout: str
    logged_out: str
    logged_in: str
    announcement: str
    board: str
    topics: str
    topic: str
    posts: str
    replies: str
    views: str
    last_post: str
    never: str
    link_to: str
    sticky: str
    moved: str
    closed: str
    empty: str
    pages: str
    page: str
    next: str
    previous: str
    member: str
    staff: str
    guest: str
    registered: str
    offline: str
    re: str
    edited: str
    wrote: str
    code: str
    topic_closed: str
    user_name: str
    password: str
    login_legend: str
    remember: str
    wrong_login: str
    redirecting: str
    welcome: str
    info: str
    back: str
    bad_request: str
    bad_token: str
    no_view: str
    maintenance: str
    banned: str
    footer: str
    jump: str
    powered: str
    thousands: str


LANGUAGES = {
    "en": Words(
        lang="en",
        today="Today",
        yesterday="Yesterday",
        by="by {}",
        index="Index",
        user_list="User list",
        search="Search",
        register="Register",
        login="Login",
        logout="Logout",
        logged_out="You are not logged in.",
        logged_in="Logged in as",
        announcement="Announcement",
        board="Forum",
        topics="Topics",
        topic="Topic",
        posts="Posts",
        replies="Replies",
        views="Views",
        last_post="Last post",
        never="Never",
        link_to="Link to:",
        sticky="Sticky:",
        moved="Moved:",
        closed="Closed:",
        empty="Forum is empty.",
        pages="Pages:",
        page="(Page {})",
        next="Next",
        previous="Previous",
        member="Member",
        staff="Moderator",
        guest="Guest",
        registered="Registered: {}",
        offline="Offline",
        re="Re:",
        edited="Last edited by {} ({})",
        wrote="{} wrote:",
        code="Code:",
        topic_closed="Topic closed",
        user_name="Username",
        password="Password",
        login_legend="Enter your username and password below",
        remember="Log me in automatically each time I visit.",
        wrong_login="Wrong username and/or password.",
        redirecting="Redirecting",
        welcome="Logged in successfully. Redirecting …",
        info="Info",
        back="Go back",
        bad_request="Bad request. The link you followed is incorrect or outdated.",
        bad_token="Bad CSRF hash. You were referred to this page from an unauthorized source.",
        no_view="You do not have permission to view these forums.",
        maintenance="Maintenance",
        banned="You are banned from this forum.",
        footer="Board footer",
        jump="Jump to",
        powered="Powered by",
        thousands=",",
    ),
    "de": Words(
        lang="de",
        today="Heute",
        yesterday="Gestern",
        by="von {}",
        index="Übersicht",
        user_list="Mitglieder",
        search="Suche",
        register="Registrieren",
        login="Anmelden",
        logout="Abmelden",
        logged_out="Du bist nicht angemeldet.",
        logged_in="Angemeldet als",
        announcement="Ankündigung",
        board="Forum",
        topics="Themen",
        topic="Thema",
        posts="Beiträge",
        replies="Antworten",
        views="Aufrufe",
        last_post="Letzter Beitrag",
        never="Niemals",
        link_to="Link zu:",
        sticky="Fixiert:",
        moved="Verschoben:",
        closed="Geschlossen:",
        empty="Das Forum ist leer.",
        pages="Seiten:",
        page="(Seite {})",
        next="Nächste",
        previous="Vorherige",
        member="Mitglied",
        staff="Moderator",
        guest="Gast",
        registered="Registriert: {}",
        offline="Offline",
        re="Re:",
        edited="Beitrag geändert von {} ({})",
        wrote="{} schrieb:",
        code="Code:",
        topic_closed="Thema geschlossen",
        user_name="Mitgliedsname",
        password="Passwort",
        login_legend="Gib deinen Mitgliedsnamen und das Passwort ein",
        remember="Mich bei jedem Besuch automatisch anmelden.",
        wrong_login="Falscher Mitgliedsname und/oder falsches Passwort.",
        redirecting="Weiterleitung",
        welcome="Erfolgreich angemeldet. Weiterleitung …",
        info="Info",
        back="Zurück",
        bad_request="Ungültige Anfrage. Der Link, dem du gefolgt bist, ist ungültig oder veraltet.",
        bad_token="Falscher CSRF-Hash. Du wurdest von einer nicht autorisierten Quelle hierher geleitet.",
        no_view="Du hast keine Berechtigung, diese Foren zu lesen.",
        maintenance="Wartung",
        banned="Du bist aus diesem Forum verbannt.",
        footer="Fußzeile des Forums",
        jump="Gehe zu",
        powered="Powered by",
        thousands=".",
    ),
}
