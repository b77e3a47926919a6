"""What the software says by itself, in the languages that it is mostly used in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of one language. Those with braces are filled in with `str.format`."""

    today: str
    yesterday: str
    by: str
    inside: str
    on: str
    at: str
    home: str
    login: str
    logout: str
    hello: str
    boards_below: str
    posts: str
    topics: str
    replies: str
    views: str
    last_post: str
    started_by: str
    reply: str
    topic: str
    read: str
    pages: str
    guest: str
    member: str
    no_messages: str
    hot_topic: str
    edited: str
    quote: str
    quote_from: str
    poll: str
    question: str
    voters: str
    warning: str
    off_limits: str
    members_only: str
    error: str
    banned: str
    wrong_password: str
    bad_token: str
    maintenance: str
    user_name: str
    password: str
    moved: str
    moved_to: str
    downloaded: str
    viewed: str


LANGUAGES = {
    "en": Words(
        today="Today",
        yesterday="Yesterday",
        by="by",
        inside="in",
        on="on",
        at="at",
        home="Home",
        login="Login",
        logout="Logout",
        hello="Hello",
        boards_below="Child Boards",
        posts="Posts",
        topics="Topics",
        replies="Replies",
        views="Views",
        last_post="Last post",
        started_by="Started by",
        reply="Reply",
        topic="Topic",
        read="(Read {} times)",
        pages="Pages",
        guest="Guest",
        member="Member",
        no_messages="No messages...",
        hot_topic="Hot Topic",
        edited="Last Edit: {} by {}",
        quote="Quote",
        quote_from="Quote from: {}",
        poll="Poll",
        question="Question",
        voters="Total Voters",
        warning="Warning!",
        off_limits="The topic or board appears to be either missing or off limits to you.",
        members_only="Only registered members are allowed to access this section.",
        error="An Error Has Occurred!",
        banned="Sorry Guest, you are banned from using this forum!",
        wrong_password="Password incorrect",
        bad_token="Session verification failed.",
        maintenance="Maintenance Mode",
        user_name="Username",
        password="Password",
        moved="MOVED: {}",
        moved_to="This topic has been moved to another board.",
        downloaded="downloaded {} times.",
        viewed="viewed {} times.",
    ),
    "de": Words(
        today="Heute",
        yesterday="Gestern",
        by="von",
        inside="in",
        on="am",
        at="um",
        home="Übersicht",
        login="Einloggen",
        logout="Ausloggen",
        hello="Hallo",
        boards_below="Untergeordnete Boards",
        posts="Beiträge",
        topics="Themen",
        replies="Antworten",
        views="Aufrufe",
        last_post="Letzter Beitrag",
        started_by="Begonnen von",
        reply="Antwort",
        topic="Thema",
        read="(Gelesen {} mal)",
        pages="Seiten",
        guest="Gast",
        member="Mitglied",
        no_messages="Keine Nachrichten...",
        hot_topic="Heißes Thema",
        edited="Letzte Änderung: {} von {}",
        quote="Zitat",
        quote_from="Zitat von: {}",
        poll="Umfrage",
        question="Frage",
        voters="Stimmen insgesamt",
        warning="Warnung!",
        off_limits="Das Thema oder Board existiert nicht oder ist für Sie nicht einsehbar.",
        members_only="Nur registrierte Mitglieder dürfen diesen Bereich sehen.",
        error="Ein Fehler ist aufgetreten!",
        banned="Sie sind aus diesem Forum verbannt!",
        wrong_password="Passwort falsch",
        bad_token="Die Überprüfung der Sitzung ist fehlgeschlagen.",
        maintenance="Wartungsmodus",
        user_name="Benutzername",
        password="Passwort",
        moved="VERSCHOBEN: {}",
        moved_to="Dieses Thema wurde in ein anderes Board verschoben.",
        downloaded="{} mal heruntergeladen.",
        viewed="{} mal angesehen.",
    ),
}
