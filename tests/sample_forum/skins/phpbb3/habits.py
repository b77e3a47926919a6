"""The habits of phpBB 3.0.14, in both skins that it comes with."""

from tests.sample_forum.skin import Skin

_NO_DATABASE = (
    "<html><head><title>General Error</title></head><body id='errorpage'><div id='content'>"
    "<h1>General Error</h1><div>SQL ERROR [ mysqli ]<br />No such file or directory [2002]</div>"
    "</div></body></html>"
)

# Times have one offset for all dates, which this forum's owner switches on the very nights of summer time.
PHPBB3 = Skin(
    name="phpbb3",
    engine="phpbb3",
    version="3.0.14",
    zone="Europe/Berlin",
    charset="utf-8",
    date_format="D j. M Y",
    time_format="H:i",
    quote='[quote="{}"]{}[/quote]',
    posts_per_page=10,
    threads_per_page=25,
    database_error=(503, _NO_DATABASE),
    styles=("plain", "subsilver"),
    login_requests=2,
    refuses_by_status=True,
    sub_boards=True,
    board_passwords=True,
    post_titles=True,
    announcements=True,
    attachments=True,
    surveys=True,
    edit_counts=True,
    counts_sub_boards=True,
    lists_members_boards=True,
)
