"""The habits of YaBB 2.6.11: a script on flat files, so that nothing of a database ever fails."""

from tests.sample_forum.skin import Skin

_NO_SCRIPT = (
    "<html><head><title>500 Internal Server Error</title></head><body><h1>Internal Server Error</h1>"
    "<p>The server encountered an internal error and was unable to complete your request.</p></body></html>"
)

YABB = Skin(
    name="yabb",
    engine="yabb",
    version="2.6.11",
    zone="Europe/Berlin",
    charset="utf-8",
    date_format="4",
    time_format="g:ia",
    quote="[quote author={} link=1772000000/0#0 date=1772000000]{}[/quote]",
    posts_per_page=15,
    threads_per_page=20,
    database_error=(500, _NO_SCRIPT),
    login_requests=2,
    refuses_by_status=True,
    sub_boards=True,
    board_passwords=True,
    post_titles=True,
    announcements=True,
    attachments=True,
    surveys=True,
    post_ids=False,
    counts_sub_boards=True,
    lists_members_boards=True,
    moves_change_ids=True,
)
