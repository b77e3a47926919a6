"""The habits of Simple Machines Forum, and what differs between its lines 2.0 and 1.1."""

from tests.sample_forum.skin import Skin

_NO_DATABASE = (
    "<!DOCTYPE html><html><head><title>Connection Problems</title></head><body><h3>Connection Problems</h3>"
    "Sorry, SMF was unable to connect to the database.</body></html>"
)


def _skin(name: str, version: str, charset: str, no_database: int) -> Skin:
    """SMF shows seconds and has ids for all; a moved thread leaves another one behind, with a post."""
    return Skin(
        name=name,
        engine="smf",
        version=version,
        zone="Europe/Berlin",
        charset=charset,
        date_format="d. F Y",
        time_format="H:i:s",
        quote="[quote author={}]{}[/quote]",
        posts_per_page=15,
        threads_per_page=20,
        database_error=(no_database, _NO_DATABASE),
        refuses_by_status=no_database != 200,
        sub_boards=True,
        post_titles=True,
        attachments=True,
        surveys=True,
        first_post_is_thread=True,
        markers_are_threads=True,
    )


SMF_20 = _skin("smf", "2.0.15", "utf-8", 503)
SMF_11 = _skin("smf-1.1", "1.1.8", "iso-8859-1", 200)
