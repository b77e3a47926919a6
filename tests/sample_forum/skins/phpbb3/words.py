"""What the software says by itself, in the languages that it is mostly used in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of one language. Those with braces are filled in with `str.format`."""

    lang: str
    index: str
    register: str
    login: str
    logout: str
    forum: str
    topics: str
    posts: str
    replies: str
    views: str
    last_post: str
    by: str
    subforum: str
    no_posts: str
    no_topics: str
    author: str
    subject: str
    posted: str
    page: str
    clock: str
    hours: str
    summer: str
    now: str
    today: str
    yesterday: str
    ago: str
    announcements: str
    post_new: str
    reply: str
    locked: str
    moved: str
    edited: str
    wrote: str
    quote: str
    code: str
    total: str
    files: str
    downloads: str
    user_name: str
    password: str
    remember: str
    information: str
    welcome: str
    wrong_login: str
    not_found: str
    no_board: str
    no_read: str
    members: str
    board_password: str
    banned: str


LANGUAGES = {
    "en": Words(
        lang="en-gb",
        index="Board index",
        register="Register",
        login="Login",
        logout="Logout [ {} ]",
        forum="Forum",
        topics="Topics",
        posts="Posts",
        replies="Replies",
        views="Views",
        last_post="Last post",
        by="by",
        subforum="Subforum:",
        no_posts="No posts",
        no_topics="There are no topics or posts in this forum.",
        author="Author",
        subject="Post subject:",
        posted="Posted:",
        page="Page <strong>{}</strong> of <strong>{}</strong>",
        clock="All times are UTC",
        hours="hour",
        summer="DST",
        now="It is currently {}",
        today="Today",
        yesterday="Yesterday",
        ago="{} minutes ago",
        announcements="Announcements",
        post_new="Post a new topic",
        reply="Post a reply",
        locked="This topic is locked, you cannot edit posts or make further replies.",
        moved="Moved topic",
        edited="Last edited by {} on {}, edited {} time{} in total.",
        wrote="{} wrote:",
        quote="Quote:",
        code="Code:",
        total="Total votes : {}",
        files="Attachments",
        downloads="Downloaded {} times",
        user_name="Username:",
        password="Password:",
        remember="Log me on automatically each visit",
        information="Information",
        welcome="You have been successfully logged in.",
        wrong_login="You have specified an incorrect password.",
        not_found="The requested topic does not exist.",
        no_board="The forum you selected does not exist.",
        no_read="You do not have the required permissions to read topics within this forum.",
        members="The board requires you to be registered and logged in to view this forum.",
        board_password="To view or post in this forum you must enter its password.",
        banned="You have been <strong>permanently</strong> banned from this board.",
    ),
    "de": Words(
        lang="de",
        index="Foren-Übersicht",
        register="Registrieren",
        login="Anmelden",
        logout="Abmelden [ {} ]",
        forum="Forum",
        topics="Themen",
        posts="Beiträge",
        replies="Antworten",
        views="Zugriffe",
        last_post="Letzter Beitrag",
        by="von",
        subforum="Unterforum:",
        no_posts="Keine Beiträge",
        no_topics="In diesem Forum gibt es keine Themen oder Beiträge.",
        author="Autor",
        subject="Betreff des Beitrags:",
        posted="Verfasst:",
        page="Seite <strong>{}</strong> von <strong>{}</strong>",
        clock="Alle Zeiten sind UTC",
        hours="Stunde",
        summer="Sommerzeit",
        now="Aktuelle Zeit: {}",
        today="Heute",
        yesterday="Gestern",
        ago="vor {} Minuten",
        announcements="Bekanntmachungen",
        post_new="Ein neues Thema erstellen",
        reply="Auf das Thema antworten",
        locked="Dieses Thema ist gesperrt. Du kannst keine weiteren Antworten erstellen.",
        moved="Verschobenes Thema",
        edited="Zuletzt geändert von {} am {}, insgesamt {}-mal geändert.",
        wrote="{} hat geschrieben:",
        quote="Zitat:",
        code="Code:",
        total="Abstimmungen insgesamt : {}",
        files="Dateianhänge",
        downloads="{}-mal heruntergeladen",
        user_name="Benutzername:",
        password="Passwort:",
        remember="Mich bei jedem Besuch automatisch anmelden",
        information="Information",
        welcome="Du hast dich erfolgreich angemeldet.",
        wrong_login="Du hast ein falsches Passwort angegeben.",
        not_found="Das von dir ausgewählte Thema existiert nicht.",
        no_board="Das von dir ausgewählte Forum existiert nicht.",
        no_read="Du hast nicht die erforderliche Berechtigung, Themen in diesem Forum zu lesen.",
        members="Du musst registriert und angemeldet sein, um dieses Forum ansehen zu können.",
        board_password="Um dieses Forum zu sehen, musst du sein Passwort eingeben.",
        banned="Du wurdest <strong>dauerhaft</strong> von diesem Board gesperrt.",
    ),
}
