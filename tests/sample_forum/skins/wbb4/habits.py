"""The habits of WoltLab Suite Forum 5 and 6, and of Burning Board 4."""

from tests.sample_forum.skin import Skin

_NO_DATABASE = (
    "<!DOCTYPE html><html><head><title>Fatal error</title></head><body><div class='exceptionContainer'>"
    "<h1>An error has occurred</h1><p>Connecting to MySQL server failed: database connection error</p></div>"
    "</body></html>"
)

# Its times are exact, whatever words they are shown in. The styles are three generations of markup.
SUITE = Skin(
    name="suite",
    engine="wbb4",
    version="5.5.12",
    zone="Europe/Berlin",
    charset="utf-8",
    date_format="j. F Y",
    time_format="H:i:s",
    quote="[quote='{}']{}[/quote]",
    posts_per_page=20,
    threads_per_page=20,
    database_error=(503, _NO_DATABASE),
    styles=("plain", "six", "four"),
    refuses_by_status=True,
    page_sizes_of_boards=True,
    sub_boards=True,
    prefixes=True,
    announcements=True,
    newest_first=True,
    attachments=True,
    surveys=True,
    edit_counts=True,
)
