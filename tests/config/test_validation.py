"""What a configuration may not say, and what is said of it."""

from pathlib import Path

import pytest

from feedforum.config import load
from feedforum.engines import ENGINES
from feedforum.errors import ConfigError
from tests.config.files import FORUM, club, faults, written

NAMES = ", ".join(f'"{name}"' for name in ("auto", *ENGINES, "profile"))

KNOWN_TABLES = "known are server, storage, logging, polling, feeds, forum, token, alerts."


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[sever]", "[sever]: unknown table; did you mean server?"),
        (
            "[whatever]",
            f"[whatever]: unknown table; {KNOWN_TABLES}",
        ),
        ("server = 3", "[server]: expected a table, not 3."),
        (
            "[all]",
            f"[all]: unknown table; {KNOWN_TABLES}",
        ),
        (
            "[feeds]\nsome = 1",
            (
                "[feeds] some: unknown key; known are entries, max_size, signatures, prefix_in_title,"
                " author_in_title, edits, group, keep, include, exclude, private,"
                " notices, media, media_hosts,"
                " media_kinds, media_max_size, colours."
            ),
        ),
        ('[forum]\nkey = "a"', "[[forum]]: expected a table in two brackets, [[forum]], for each forum."),
        ("[server]\nlisten_to = 1", "[server] listen_to: unknown key; did you mean listen?"),
        (
            "[feeds]\nxyz = 1",
            (
                "[feeds] xyz: unknown key; known are entries, max_size, signatures, prefix_in_title,"
                " author_in_title, edits, group, keep, include, exclude, private,"
                " notices, media, media_hosts,"
                " media_kinds, media_max_size, colours."
            ),
        ),
        (
            '[server]\nlisten = "8080"',
            "[server] listen: expected an address and a port such as \"127.0.0.1:8080\", not '8080'.",
        ),
        (
            '[server]\nhub = "https://hub.example/"',
            "[server] hub: needs public_url, the address from which the hub fetches the feeds.",
        ),
        (
            '[server]\nexport_dir = "feeds"',
            "[server] export_dir: needs public_url, the address at which the files are served.",
        ),
        ("[server]\nbehind_proxies = -1", "[server] behind_proxies: expected at least 0, not -1."),
        (
            '[server]\npublic_url = "feeds.example"',
            (
                "[server] public_url: expected a URL such as"
                " \"https://forum.example.org/\", not 'feeds.example'."
            ),
        ),
        ("[storage]\nurl = 3", "[storage] url: expected a text in quotes, not 3."),
        *(
            (
                f'[storage]\nurl = "{url}"',
                (
                    "[storage] url: expected"
                    f' "sqlite:///feedforum.db" or "postgresql+psycopg://user@host/name"{shown}.'
                ),
            )
            for url, shown in [
                ("", ", not ''"),
                ("feeds.db", ", not 'feeds.db'"),
                ("sqlite://feeds.db", ", not 'sqlite://feeds.db'"),
                ("mysql://me:hush@host/feeds", ""),
            ]
        ),
        *(
            (
                f'[storage]\nurl = "{url}"',
                f'[storage] url: expected the form "postgresql+psycopg://user@host/name"{shown}.',
            )
            for url, shown in [
                ("postgresql://host/feeds", ", not 'postgresql://host/feeds'"),
                ("postgresql://me:hush@host/feeds", ""),
                ("postgres://host/feeds?password=hush", ""),
            ]
        ),
        *(
            (
                f'[storage]\nurl = "postgresql+psycopg://me@host:{port}/feeds"',
                (
                    "[storage] url: expected a number as the port, as in"
                    ' "postgresql+psycopg://user@host:5432/name".'
                ),
            )
            for port in ("abc", "0", "65536", "²")
        ),
        (
            "[polling]\ninterval = 15",
            '[polling] interval: expected a text such as "30s", "15m", "6h" or "1d", not 15.',
        ),
        (
            '[polling]\ninterval = "0m"',
            "[polling] interval: expected more than zero, not '0m'.",
        ),
        (
            '[polling]\nrobots_txt = "perhaps"',
            "[polling] robots_txt: expected true or false, without quotation marks, not 'perhaps'.",
        ),
        ("[polling]\npages_per_poll = 0", "[polling] pages_per_poll: expected more than 0, not 0."),
        (
            "[polling]\npages_per_poll = 1.5",
            "[polling] pages_per_poll: expected a whole number, not 1.5.",
        ),
        (
            "[polling]\nbackfill = -1",
            '[polling] backfill: expected how many posts, such as 200, or "all", not -1.',
        ),
        (
            "[feeds]\nexclude = { autor = ['Max'] }",
            "[feeds] exclude autor: unknown key; did you mean author?",
        ),
        (
            "[feeds]\nexclude = { author = 'Max' }",
            "[feeds] exclude author: expected a list in square brackets, not 'Max'.",
        ),
        (
            club("include = { text = ['gut', '/(/'] }"),
            (
                '[[forum]] "club" include text: expected a regular expression'
                " that RE2 understands (missing ): ()."
            ),
        ),
        (
            FORUM.replace("38", "{ id = 38, include = { titel = ['x'] } }"),
            '[[forum]] "club" boards entry 2 include titel: unknown key; did you mean title?',
        ),
        ('[feeds]\nedits = "newest"', "[feeds] edits: expected 'update' or 'new', not 'newest'."),
        ("[feeds]\nentries = 1001", "[feeds] entries: expected at most 1000, not 1001."),
        (
            '[feeds]\nmax_size = "big"',
            '[feeds] max_size: expected a size such as "1MB" or "500KB", not \'big\'.',
        ),
        (
            '[[forum]]\nkey = "My Club"\nurl = "http://club.example/"\nboards = "all"',
            (
                '[[forum]] "My Club" key: expected lowercase letters, digits, "-", "_" and ".",'
                " with a letter or digit first, not 'My Club'."
            ),
        ),
        ('[[forum]]\nurl = "http://club.example/"\nboards = "all"', "[[forum]] number 1 key: is missing."),
        ('[[forum]]\nkey = "club"\nboards = "all"', '[[forum]] "club" url: is missing.'),
        (
            club('engine = "phpbb"'),
            f"[[forum]] \"club\" engine: expected one of {NAMES}, not 'phpbb'.",
        ),
        (
            club('encoding = "utf-99"'),
            (
                '[[forum]] "club" encoding: expected "auto" or an encoding such as "windows-1252",'
                " not 'utf-99'."
            ),
        ),
        (
            club('timezone = "Berlin"'),
            (
                '[[forum]] "club" timezone: expected a time zone such as "Europe/Berlin", '
                "or an offset such as \"+01:00\", not 'Berlin'."
            ),
        ),
        (
            club('date_order = "dym"'),
            "[[forum]] \"club\" date_order: expected 'auto', 'dmy', 'mdy' or 'ymd', not 'dym'.",
        ),
        (
            club("threads = [1, 0]"),
            (
                '[[forum]] "club" threads entry 2 id: expected an id as the forum has it, such as 36139'
                ' or "lenses", not 0.'
            ),
        ),
        (club('private = "no"'), '[[forum]] "club" private: expected true, false or "auto", not \'no\'.'),
        (
            club('interval = "7h"'),
            '[[forum]] "club" interval: is longer than max_interval; make max_interval at least as long.',
        ),
        (
            '[polling]\nmax_interval = "5m"\n' + FORUM,
            "[polling] interval: is longer than max_interval; make max_interval at least as long.",
        ),
        (
            FORUM.replace("[26, 38]", '"some"'),
            '[[forum]] "club" boards: expected "all", or a list of board ids such as [26, 38], not \'some\'.',
        ),
        (
            FORUM.replace("38", "1.5"),
            (
                '[[forum]] "club" boards entry 2: expected a board\'s id such as 26,'
                " or a table such as { id = 26, entries = 50 }, not 1.5."
            ),
        ),
        (
            FORUM.replace("38", '"a/b"'),
            (
                '[[forum]] "club" boards entry 2 id: expected an id as the forum has it, such as 26'
                " or \"lenses\", not 'a/b'."
            ),
        ),
        (
            FORUM.replace("38", "{ id = 38, entrys = 3 }"),
            '[[forum]] "club" boards entry 2 entrys: unknown key; did you mean entries?',
        ),
        (FORUM.replace("38", "26"), '[[forum]] "club" boards: board 26 is listed 2 times; list it once.'),
        (
            FORUM.replace("[26, 38]", "[]"),
            '[[forum]] "club" boards: name the boards to watch, or "all", or some threads.',
        ),
        (
            FORUM + FORUM,
            '[[forum]] "club" key: is used 2 times; give each forum its own key.',
        ),
    ],
)
def test_one_fault(tmp_path: Path, text: str, fault: str) -> None:
    assert faults(tmp_path, text) == [fault]


def test_the_error_reads_as_its_faults(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load(written(tmp_path, "[a]\n[b]\n"), ENGINES, {})
    assert str(caught.value) == "\n".join(caught.value.faults)
    assert len(caught.value.faults) == 2


def test_a_password_in_an_address_is_refused_and_not_told(tmp_path: Path) -> None:
    text = '[[forum]]\nkey = "club"\nurl = "http://anna:geheim@club.example/"\nboards = [1]'
    (fault,) = faults(tmp_path, text)
    assert "without a username and password" in fault
    assert "geheim" not in fault


def test_what_a_forums_address_chooses_by_a_query_is_not_dropped_in_silence(tmp_path: Path) -> None:
    text = FORUM.replace("/forum", "/forum/index.php?styleid=2&sid=0123")
    assert faults(tmp_path, text) == [
        (
            '[[forum]] "club" url: expected the URL of the front page without "?" and what follows;'
            " it is not sent."
        )
    ]


@pytest.mark.parametrize("where", ["[polling]\n{}\n[[forum]]", "[[forum]]\n{}"])
def test_a_file_of_certificates_must_hold_some(tmp_path: Path, where: str) -> None:
    (tmp_path / "ca.pem").write_text("nothing")
    for name in ("ca.pem", "nowhere.pem"):
        text = FORUM.replace("[[forum]]", where.format(f'ca_file = "{name}"'))
        (fault,) = faults(tmp_path, text)
        assert fault.endswith("ca_file: holds no certificates; name a readable file with them in PEM format.")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            '[server]\ninterval = "15m"',
            "[server] interval: belongs in [polling] or [[forum]]; move it there.",
        ),
        ('interval = "15m"', "[interval]: belongs in [polling] or [[forum]]; move it there."),
        (
            club("[forum.feeds]\nentries = 5"),
            '[[forum]] "club" feeds: is a table of its own, [feeds]; its keys stand right in [[forum]] too.',
        ),
        ("[polling]\nentries = 50", "[polling] entries: belongs in [feeds] or [[forum]]; move it there."),
        ('[feeds]\nlisten = "127.0.0.1:80"', "[feeds] listen: belongs in [server]; move it there."),
    ],
)
def test_a_key_in_another_table_is_sent_home(tmp_path: Path, text: str, sentence: str) -> None:
    assert faults(tmp_path, text) == [sentence]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (club('password = "geheim99"'), "password"),
        ('[server]\nowner_password = "geheim99"', "owner_password"),
        ('[storage]\nkey = "geheim99"', "key"),
        (FORUM.replace("38", "{ id = 38, password = 'geheim99' }"), "password"),
        ("[server]\nowner_password = geheim99", None),
        ('[server]\npassword = "geheim99"', None),
        ('[alerts]\ntoken = "geheim99"', "token"),
        ('[[token]]\nname = "a"\ntoken = "geheim99"', None),
        ('password = "geheim99"', None),
        (club('username = "me"\npassword_env = "geheim99"'), None),
        (club('username = "me"\npassword_file = "geheim99"'), None),
        ('[alerts]\nurl = "ntfy.example/geheim99"', None),
        (club('password = "geheim99'), None),
        (club('password = "geheim99\\x"'), None),
        (club("password = “geheim99”"), None),
        (club("headers = { X-Key = 'geheim99 ' }"), None),
    ],
)
def test_a_secret_in_the_file_is_not_repeated(tmp_path: Path, text: str, name: str | None) -> None:
    fault = faults(tmp_path, text)[0]
    assert "geheim99" not in fault
    if name is not None:
        assert f"{name}: does not stand in this file" in fault
        assert f"{name}_file" in fault
        assert f"{name}_env" in fault
