"""The habits of Burning Board 1.2."""

from dataclasses import replace

from tests.sample_forum.skins.wbb2.habits import WBB2

WBB1 = replace(
    WBB2,
    name="wbb1",
    engine="wbb1",
    version="1.2",
    quote="[quote][i]{} schrieb:[/i]\n{}[/quote]",
    styles=("plain",),
    shifting_version="",
    page_sizes_of_boards=False,
    prefixes=False,
    newest_first=False,
    attachments=False,
    print_view=False,
    post_ids=False,
    login_requests=3,
)
