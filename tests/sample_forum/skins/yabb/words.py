"""What the software says by itself, in English and German."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of one language. Those with braces are filled in with `str.format`."""

    months: str
    at: str
    today: str
    yesterday: str
    welcome: str
    hello: str
    register: str
    login: str
    logout: str
    topics: str
    posts: str
    last_post: str
    in_: str
    by: str
    word_by: str
    guest: str
    member: str
    private: str
    moderator: str
    below: str
    important: str
    usual: str
    started: str
    moved: str
    was_moved: tuple[str, str, str]
    pages: str
    read: str
    reply: str
    edited: str
    wrote: str
    on: str
    quote: str
    code: str
    logged: str
    poll: str
    question: str
    total: str
    downloads: str
    information: str
    no_topic: str
    no_board: str
    no_access: str
    banned: str
    spoofed: str
    mismatch: str
    wrong_password: str
    password_for: str
    members_alone: str
    only_members: str
    maintenance: str
    in_maintenance: str
    user_name: str
    password: str


LANGUAGES = {
    "en": Words(
        months="Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
        at="at",
        today="Today",
        yesterday="Yesterday",
        welcome="Welcome, Guest. Please",
        hello="Good Morning {},",
        register="Register",
        login="Login",
        logout="Logout",
        topics="Topics",
        posts="Posts",
        last_post="Last Post",
        in_="In",
        by="By",
        word_by="by",
        guest="Guest",
        member="New Member",
        private="Private",
        moderator="Moderator",
        below="Sub-Board",
        important="Important Topics",
        usual="Board Topics",
        started="Started {} by",
        moved="Moved",
        was_moved=("This", "Topic", "has been moved to"),
        pages="Pages",
        read="Read {} times",
        reply="Reply #{} - ",
        edited="Last Edit: {} by {}",
        wrote="{} wrote",
        on="on",
        quote="Quote",
        code="Code",
        logged="IP Logged",
        poll="Poll",
        question="Question",
        total="Total votes",
        downloads="Downloads",
        information="System Information",
        no_topic="The topic you referred to does not seem to exist (anymore).",
        no_board="Unable to open ./Boards/{}.txt",
        no_access="You are not allowed to access this section.",
        banned="Sorry Guest, you are banned from using this forum!",
        spoofed="This form was not sent from a page of ours.",
        mismatch="User ID / Password mismatch.",
        wrong_password="The password you entered is not correct",
        password_for="Enter Password for: {}",
        members_alone="Boards with a password are for members.",
        only_members="Only Registered Members are allowed to access this forum.",
        maintenance="Maintenance Mode",
        in_maintenance="Our Forum is currently in Maintenance Mode.",
        user_name="User ID or e-mail address",
        password="Password",
    ),
    "de": Words(
        months="Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        at="um",
        today="Heute",
        yesterday="Gestern",
        welcome="Willkommen Gast. Bitte",
        hello="Guten Morgen {},",
        register="Registrieren",
        login="Einloggen",
        logout="Ausloggen",
        topics="Themen",
        posts="Beiträge",
        last_post="Letzter Beitrag",
        in_="In",
        by="Von",
        word_by="von",
        guest="Gast",
        member="Neues Mitglied",
        private="Privat",
        moderator="Moderator",
        below="Unterforum",
        important="Wichtige Themen",
        usual="Forenthemen",
        started="Gestartet {} von",
        moved="Verschoben",
        was_moved=("Dieses", "Thema", "wurde verschoben nach"),
        pages="Seiten",
        read="{} mal gelesen",
        reply="Antwort #{} - ",
        edited="Zuletzt geändert: {} von {}",
        wrote="{} schrieb",
        on="am",
        quote="Zitat",
        code="Code",
        logged="IP gespeichert",
        poll="Umfrage",
        question="Frage",
        total="Stimmen insgesamt",
        downloads="Downloads",
        information="Systeminformation",
        no_topic="Das Thema scheint nicht (mehr) zu existieren.",
        no_board="Kann ./Boards/{}.txt nicht öffnen",
        no_access="Sie sind nicht berechtigt, diesen Bereich zu betreten.",
        banned="Sie sind in diesem Forum gesperrt!",
        spoofed="Dieses Formular kommt von keiner unserer Seiten.",
        mismatch="Benutzer und Passwort passen nicht zusammen.",
        wrong_password="Das eingegebene Passwort ist nicht korrekt",
        password_for="Passwort eingeben für: {}",
        members_alone="Foren mit Passwort sind für Mitglieder.",
        only_members="Nur registrierte Mitglieder dürfen dieses Forum betreten.",
        maintenance="Wartungsmodus",
        in_maintenance="Unser Forum wird gerade gewartet.",
        user_name="Benutzer oder E-Mail",
        password="Passwort",
    ),
}
