"""The habits of MyBB 1.8."""

from tests.sample_forum.skin import Skin

_NO_DATABASE = (
    "<!DOCTYPE html><html><head><title>Board - Internal Error</title></head><body><h2>MyBB SQL Error</h2>"
    "<p>MyBB has experienced an internal SQL error and cannot continue.</p><dl><dt>SQL Error:</dt>"
    "<dd>2002 - Connection refused</dd></dl></body></html>"
)

# Its times have minutes only, the month before the day, and are relative as long as they are new.
MYBB = Skin(
    name="mybb",
    engine="mybb",
    version="1.8.37",
    zone="Etc/GMT-1",
    charset="utf-8",
    date_format="m-d-Y",
    time_format="h:i A",
    quote="[quote='{}']{}[/quote]",
    posts_per_page=10,
    threads_per_page=20,
    database_error=(503, _NO_DATABASE),
    refuses_by_status=True,
    sub_boards=True,
    board_passwords=True,
    prefixes=True,
    post_titles=True,
    attachments=True,
    surveys=True,
    first_post_is_thread=True,
    counts_sub_boards=True,
    counts_markers=True,
)
