"""The habits of Burning Board 2.3, and of Lite 1."""

from dataclasses import replace

from tests.sample_forum.skin import Skin

_NO_DATABASE = (
    "<b>SQL-DATABASE ERROR</b><br><br><b>Database error in WoltLab Burning Board (2.3.6):</b> "
    "Link-ID == false, connect failed<br><b>mysql error number:</b> 2002<br>"
)

WBB2 = Skin(
    name="wbb2",
    engine="wbb2",
    version="2.3.6",
    zone="Europe/Berlin",
    charset="windows-1252",
    date_format="d.m.Y",
    time_format="H:i",
    quote="[quote][i]Original von {}[/i]\n{}[/quote]",
    posts_per_page=20,
    threads_per_page=25,
    database_error=(200, _NO_DATABASE),
    styles=("plain", "blue", "bare"),
    shifting_version="2.2.2",
    login_requests=2,
    page_sizes_of_boards=True,
    sub_boards=True,
    board_passwords=True,
    prefixes=True,
    post_titles=True,
    announcements=True,
    newest_first=True,
    attachments=True,
    surveys=True,
    print_view=True,
    edit_counts=True,
    counts_sub_boards=True,
    lists_members_boards=True,
)

LITE1 = replace(
    WBB2,
    name="lite1",
    version="Lite 1.0.2",
    styles=("plain",),
    shifting_version="Lite 1.0.2",
    attachments=False,
    prefixes=False,
    print_view=False,
)
"""Not one of `SKINS`: its pages are those of 2.3 in another shape, so the long tests need not run for it."""
