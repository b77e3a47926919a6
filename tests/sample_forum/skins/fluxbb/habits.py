"""The habits of FluxBB and PunBB, and what differs between their three generations."""

from dataclasses import dataclass

from tests.sample_forum.skin import Skin

_NO_DATABASE = (
    "<html><head><title>Error / FluxBB</title></head><body><div id='errorbox'>"
    "<h2>An error was encountered</h2><div>Error: <strong>Unable to connect to MySQL and select database."
    "</strong></div></div></body></html>"
)
_NO_DATABASE_12 = _NO_DATABASE.replace("FluxBB", "PunBB")
_NO_DATABASE_14 = (
    "<html><head><title>Error - PunBB</title></head><body><h1>An error was encountered</h1><p>Unable to "
    "connect to MySQL server. MySQL reported: Connection refused.</p></body></html>"
)


def _skin(name: str, version: str, charset: str, zone: str, database_error: tuple[int, str]) -> Skin:
    """FluxBB shows seconds, has ids for all, and neither sub-boards nor passwords of boards."""
    return Skin(
        name=name,
        engine="fluxbb",
        version=version,
        zone=zone,
        charset=charset,
        date_format="Y-m-d",
        time_format="H:i:s",
        quote="[quote={}]{}[/quote]",
        posts_per_page=25,
        threads_per_page=30,
        database_error=database_error,
        refuses_by_status=database_error[0] != 200,
        first_post_is_thread=True,
        counts_markers=True,
    )


# Guests of FluxBB and PunBB 1.4 see times by an offset that the owner set, those of PunBB 1.2 by the zone.
FLUXBB = _skin("fluxbb", "1.5.11", "utf-8", "Etc/GMT-1", (500, _NO_DATABASE))
PUNBB_14 = _skin("punbb-1.4", "1.4.4", "utf-8", "Etc/GMT-1", (503, _NO_DATABASE_14))
PUNBB_12 = _skin("punbb-1.2", "1.2.24", "iso-8859-1", "Europe/Berlin", (200, _NO_DATABASE_12))


@dataclass(frozen=True, slots=True)
class Manner:
    """How a version answers. Each status is that of the page that says so."""

    family: str
    cookie: str
    not_found: int
    no_guests: int
    maintenance: int
    token: bool
    """Whether the login form carries a token, without which it is refused."""


def manner_of(skin: str, version: str) -> Manner:
    """How a version of the skin of that name answers."""
    if skin == "punbb-1.2":
        return Manner("pun12", "punbb_cookie", 200, 200, 200, token=False)
    if skin == "punbb-1.4":
        return Manner("pun14", "forum_cookie_a4b8c1", 200, 200, 503, token=True)
    number = tuple(int(part) for part in version.split("."))
    told = number >= (1, 4, 9)
    late = number >= (1, 5, 11)
    return Manner(
        "flux",
        "pun_cookie_a4b8c1",
        404 if told else 200,
        403 if told else 200,
        503 if late else 200,
        token=late,
    )
