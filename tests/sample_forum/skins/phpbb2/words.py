"""What the software says by itself, in the languages that it is mostly used in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of one language. Those with braces are filled in with `str.format`."""

    index: str
    faq: str
    register: str
    login: str
    logout: str
    forum: str
    topics: str
    posts: str
    replies: str
    author: str
    views: str
    last_post: str
    no_posts: str
    view_forum: str
    view_topic: str
    new_topic: str
    reply: str
    locked: str
    mark_topics: str
    all_topics: str
    empty: str
    announcement: str
    sticky: str
    moved: str
    poll: str
    was_moved: str
    go_to: str
    next: str
    previous: str
    page: str
    clock: str
    hours: str
    now: str
    message: str
    posted: str
    subject: str
    joined: str
    guest: str
    edited: str
    once: str
    times: str
    wrote: str
    quote: str
    code: str
    total: str
    file: str
    downloads: str
    back: str
    neighbours: tuple[str, str]
    enter: str
    user_name: str
    password: str
    remember: str
    information: str
    wrong_login: str
    not_found: str
    no_board: str
    nothing_there: str
    no_view: str
    closed: str
    banned: str
    jump: str


LANGUAGES = {
    "en": Words(
        index="{} Forum Index",
        faq="FAQ",
        register="Register",
        login="Log in",
        logout="Log out [ {} ]",
        forum="Forum",
        topics="Topics",
        posts="Posts",
        replies="Replies",
        author="Author",
        views="Views",
        last_post="Last Post",
        no_posts="No Posts",
        view_forum="View Forum",
        view_topic="View topic",
        new_topic="Post new topic",
        reply="Reply to topic",
        locked="This topic is locked: you cannot edit posts or make replies.",
        mark_topics="Mark all topics read",
        all_topics="All Topics",
        empty="There are no posts in this forum.",
        announcement="Announcement:",
        sticky="Sticky:",
        moved="Moved:",
        poll="[ Poll ]",
        was_moved="The selected topics have been moved.",
        go_to="Goto page",
        next="Next",
        previous="Previous",
        page="Page <b>{}</b> of <b>{}</b>",
        clock="All times are GMT {}",
        hours="Hour",
        now="The time now is {}",
        message="Message",
        posted="Posted",
        subject="Post subject",
        joined="Joined",
        guest="Guest",
        edited="Last edited by {} on {}; edited {} in total",
        once="1 time",
        times="{} times",
        wrote="{} wrote:",
        quote="Quote:",
        code="Code:",
        total="Total Votes : {}",
        file="Filesize:",
        downloads="Downloaded: {} Time(s)",
        back="Back to top",
        neighbours=("View previous topic", "View next topic"),
        enter="Please enter your username and password to log in.",
        user_name="Username",
        password="Password",
        remember="Log me on automatically each visit",
        information="Information",
        wrong_login="You have specified an incorrect or inactive username, or an invalid password.",
        not_found="The topic or post you requested does not exist",
        no_board="The forum you selected does not exist.",
        nothing_there="No posts exist for this topic",
        no_view="Sorry, but only {} can read topics in this forum.",
        closed="Sorry, but this board is currently unavailable.  Please try again later.",
        banned="You have been banned from this forum.",
        jump="Jump to",
    ),
    "de": Words(
        index="{} Foren-Übersicht",
        faq="FAQ",
        register="Registrieren",
        login="Login",
        logout="Logout [ {} ]",
        forum="Forum",
        topics="Themen",
        posts="Beiträge",
        replies="Antworten",
        author="Autor",
        views="Aufrufe",
        last_post="Letzter Beitrag",
        no_posts="Keine Beiträge",
        view_forum="Forum anzeigen",
        view_topic="Thema anzeigen",
        new_topic="Neues Thema eröffnen",
        reply="Neue Antwort erstellen",
        locked="Dieses Thema ist gesperrt, du kannst keine Beiträge editieren oder beantworten.",
        mark_topics="Alle Themen als gelesen markieren",
        all_topics="Alle Themen",
        empty="In diesem Forum sind keine Beiträge vorhanden.",
        announcement="Ankündigungen:",
        sticky="Wichtig:",
        moved="Verschoben:",
        poll="[Umfrage]",
        was_moved="Die ausgewählten Themen wurden verschoben.",
        go_to="Gehe zu Seite",
        next="Weiter",
        previous="Zurück",
        page="Seite <b>{}</b> von <b>{}</b>",
        clock="Alle Zeiten sind GMT {}",
        hours="Stunde",
        now="Aktuelles Datum und Uhrzeit: {}",
        message="Nachricht",
        posted="Verfasst am",
        subject="Titel",
        joined="Anmeldungsdatum",
        guest="Gast",
        edited="Zuletzt bearbeitet von {} am {}, insgesamt {} bearbeitet",
        once="einmal",
        times="{}-mal",
        wrote="{} hat folgendes geschrieben:",
        quote="Zitat:",
        code="Code:",
        total="Stimmen insgesamt : {}",
        file="Dateigröße:",
        downloads="Heruntergeladen: {} mal",
        back="Nach oben",
        neighbours=("Vorheriges Thema anzeigen", "Nächstes Thema anzeigen"),
        enter="Bitte gib deinen Benutzernamen und dein Passwort ein, um dich einzuloggen!",
        user_name="Benutzername",
        password="Passwort",
        remember="Bei jedem Besuch automatisch einloggen",
        information="Information",
        wrong_login="Du hast einen falschen Benutzernamen oder ein falsches Passwort eingegeben.",
        not_found="Das gewählte Thema oder der Beitrag existiert nicht.",
        no_board="Das ausgewählte Forum existiert nicht.",
        nothing_there="Es gibt keine Beiträge in diesem Thema.",
        no_view="Nur {} können Beiträge in diesem Forum lesen.",
        closed="Dieses Forum ist im Moment leider nicht verfügbar. Bitte versuche es später noch einmal.",
        banned="Du wurdest von diesem Forum verbannt.",
        jump="Gehe zu",
    ),
}
