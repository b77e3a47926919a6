"""The habits of phpBB 2.0.23, with the MOD that lets people attach files."""

from tests.sample_forum.skin import Skin

_NO_DATABASE = (
    "<html><body>phpBB : <b>Critical Error</b><br /><br />Could not connect to the database<br /><br />"
    "<b><u>DEBUG MODE</u></b><br />SQL Error : 2002</body></html>"
)

# Times have one offset for all dates, which this forum's owner switches on the very nights of summer time.
PHPBB2 = Skin(
    name="phpbb2",
    engine="phpbb2",
    version="2.0.23",
    zone="Europe/Berlin",
    charset="iso-8859-1",
    date_format="d.m.Y",
    time_format="H:i",
    quote='[quote="{}"]{}[/quote]',
    posts_per_page=15,
    threads_per_page=50,
    database_error=(200, _NO_DATABASE),
    login_requests=2,
    sends_to_login=True,
    post_titles=True,
    announcements=True,
    attachments=True,
    surveys=True,
    edit_counts=True,
    lists_members_boards=True,
)
