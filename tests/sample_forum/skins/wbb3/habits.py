"""The habits of Burning Board 3.1."""

from tests.sample_forum.skin import Skin

_NO_DATABASE = (
    '<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head>'
    "<title>Fatal error: Connecting to MySQL server failed</title></head><body><h1>Fatal error</h1>"
    "<p>database connection error</p></body></html>"
)

# Its times have minutes, and the words for today and yesterday.
WBB3 = Skin(
    name="wbb3",
    engine="wbb3",
    version="3.1.8",
    zone="Europe/Berlin",
    charset="utf-8",
    date_format="j. F Y",
    time_format="H:i",
    quote="[quote='{}']{}[/quote]",
    posts_per_page=20,
    threads_per_page=20,
    database_error=(200, _NO_DATABASE),
    page_sizes_of_boards=True,
    sub_boards=True,
    prefixes=True,
    post_titles=True,
    announcements=True,
    newest_first=True,
    attachments=True,
    surveys=True,
    edit_counts=True,
)
