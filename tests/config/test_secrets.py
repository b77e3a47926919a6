"""Secrets come from the environment or from files, and are shown nowhere."""

from pathlib import Path

import pytest

from tests.config.files import FORUM, faults, loaded

SERVER = '[server]\naccess_tokens = ["open-sesame"]\n'
MEMBER = SERVER + FORUM + 'username = "me"\n'


def test_a_password_from_the_environment(tmp_path: Path) -> None:
    settings = loaded(tmp_path, MEMBER + 'password_env = "CLUB"', {"CLUB": "hush hush "})
    assert settings.forums[0].password == "hush hush "


def test_a_password_from_a_file_beside_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "club.txt").write_text("hush\tübrigens \r\n", encoding="utf-8")
    settings = loaded(tmp_path, MEMBER + 'password_file = "club.txt"')
    assert settings.forums[0].password == "hush\tübrigens "


def test_tokens_from_the_file_and_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "tokens").write_text("first-of-all\n\n  second-of-all \n", encoding="utf-8")
    settings = loaded(tmp_path, SERVER + 'access_tokens_file = "tokens"')
    assert settings.server.access_tokens == ("open-sesame", "first-of-all", "second-of-all")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            MEMBER + 'password_env = "CLUB"',
            '[[forum]] "club" password_env: the variable CLUB is not set; set it to the password.',
        ),
        (
            MEMBER + 'password_file = "nowhere"',
            (
                '[[forum]] "club" password_file: cannot be read or is empty;'
                " name a file that holds the password."
            ),
        ),
        (
            MEMBER,
            '[[forum]] "club" username: needs its password; name it with password_env or password_file.',
        ),
        (
            FORUM + 'password_env = "HOME"',
            '[[forum]] "club" password_env: needs a username to go with it.',
        ),
        (
            MEMBER + 'password_env = "HOME"\npassword_file = "x"',
            '[[forum]] "club" password_env: cannot be combined with password_file; keep one of them.',
        ),
        (
            FORUM + 'username = "me"\npassword_env = "HOME"',
            (
                '[[forum]] "club" username: what only a member sees needs access_tokens in [server];'
                " add one, or set private = false to serve it to everybody."
            ),
        ),
        (
            FORUM + 'cookies_env = "COOKIES"',
            (
                '[[forum]] "club" private: what only a member sees needs access_tokens in [server];'
                " add one, or set private = false to serve it to everybody."
            ),
        ),
        (
            FORUM + "private = true",
            (
                '[[forum]] "club" private: such feeds need access_tokens in [server];'
                " add one, or nobody can read them."
            ),
        ),
        (
            SERVER + FORUM.replace("38]", '{ id = 38, password_env = "WORD" }]'),
            (
                '[[forum]] "club" boards: board 38: password_env: the variable WORD is not set;'
                " set it to the password."
            ),
        ),
        (
            SERVER + FORUM.replace("38]", '{ id = 38, password_env = "HOME", password_file = "x" }]'),
            (
                '[[forum]] "club" boards: board 38: password_env: cannot be combined with password_file;'
                " keep one of them."
            ),
        ),
        (
            SERVER + FORUM + 'cookies_env = "session=0123; user=4"',
            '[[forum]] "club" cookies_env: expected the name of an environment variable.',
        ),
        (
            '[storage]\nkey_env = "HOME"',
            "[storage] key_env: is not a key; expected what openssl rand -base64 32 prints.",
        ),
        (
            '[storage]\nkey_file = "nowhere"',
            (
                "[storage] key_file: cannot be read or is empty; name a file that holds what "
                "openssl rand -base64 32 prints."
            ),
        ),
        (
            '[server]\naccess_tokens_file = "nowhere"',
            "[server] access_tokens_file: cannot be read; name a file that holds one token per line.",
        ),
    ],
)
def test_what_is_not_there(tmp_path: Path, text: str, fault: str) -> None:
    assert faults(tmp_path, text, {"HOME": "sweet home", "COOKIES": "a=1"}) == [fault]


def test_short_tokens_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "tokens").write_text("long-enough\nshort\n", encoding="utf-8")
    (fault,) = faults(tmp_path, '[server]\naccess_tokens_file = "tokens"')
    assert fault == "[server] access_tokens_file: line 2: expected at least 8 characters."


def test_an_empty_password_is_none(tmp_path: Path) -> None:
    (tmp_path / "empty").write_text("\n", encoding="utf-8")
    (from_file,) = faults(tmp_path, MEMBER + 'password_file = "empty"')
    (from_environment,) = faults(tmp_path, MEMBER + 'password_env = "CLUB"', {"CLUB": ""})
    assert "password_file" in from_file
    assert "password_env" in from_environment


def test_settings_do_not_show_them(tmp_path: Path) -> None:
    text = (
        SERVER
        + '[storage]\nurl = "postgresql+psycopg://me:db-secret@host/name"\n'
        + '[polling]\nproxy = "http://me:proxy-secret@proxy.example/"\n'
        + FORUM
        + 'username = "me"\npassword_env = "CLUB"'
    )
    settings = loaded(tmp_path, text, {"CLUB": "hush"})
    shown = f"{settings!r} {settings}"
    for secret in ("open-sesame", "hush", "db-secret", "proxy-secret"):
        assert secret not in shown


@pytest.mark.parametrize(
    "text",
    [
        '[server]\naccess_tokens = ["secret"]',
        '[server]\naccess_tokens = "secret token"',
        '[polling]\nproxy = "ftp://me:secret@proxy.example"',
        '[polling]\nproxy = "secret"',
        '[[forum]]\nkey = "a"\nboards = "all"\nurl = "ftp://me:secret@club.example"',
        FORUM + 'password = "secret"',
    ],
)
def test_faults_do_not_show_them(tmp_path: Path, text: str) -> None:
    (fault,) = faults(tmp_path, text)
    assert "secret" not in fault


def test_a_boards_own_password(tmp_path: Path) -> None:
    text = SERVER + FORUM.replace("38]", '{ id = 38, password_env = "WORD" }]')
    forum = loaded(tmp_path, text, {"WORD": "hush hush"}).forums[0]
    assert [board.password for board in forum.boards or ()] == ["", "hush hush"]
    # Which boards lie below that one, and are opened with it, only the forum knows.
    assert [board.private for board in forum.boards or ()] == [True, True]
    assert "hush" not in repr(forum)


@pytest.mark.parametrize("signs", ["-_", "+/"])
def test_a_key_for_the_store_is_base64_of_either_kind(tmp_path: Path, signs: str) -> None:
    key = f"{signs}{'A' * 41}="
    (tmp_path / "key").write_text(f"{key}\n", encoding="utf-8")
    settings = loaded(tmp_path, '[storage]\nkey_file = "key"\n' + FORUM)
    assert settings.storage_key == f"-_{'A' * 41}="
    assert "AAAA" not in repr(settings)


# --- the owner's password ---


def test_the_owners_password_from_either_place(tmp_path: Path) -> None:
    (tmp_path / "owner").write_text("from a file\n", encoding="utf-8")
    for key, name in (("owner_password_env", "OWNER"), ("owner_password_file", "owner")):
        settings = loaded(tmp_path, f'[server]\n{key} = "{name}"\n' + FORUM, {"OWNER": "from a file"})
        assert settings.server.owner_password == "from a file"
        assert "from a file" not in repr(settings)
    assert loaded(tmp_path, FORUM).server.owner_password == ""


@pytest.mark.parametrize(
    ("keys", "fault"),
    [
        (
            'owner_password_env = "NO"',
            "owner_password_env: the variable NO is not set; set it to the password.",
        ),
        (
            'owner_password_env = "SHORT"',
            "owner_password_env: expected a password of at least 8 characters.",
        ),
        (
            'owner_password_file = "short"',
            "owner_password_file: expected a password of at least 8 characters.",
        ),
        (
            'owner_password_file = "nowhere"',
            "owner_password_file: cannot be read or is empty; name a file that holds the password.",
        ),
        (
            'owner_password_env = "LONG"\nowner_password_file = "x"',
            "owner_password_env: cannot be combined with owner_password_file; keep one of them.",
        ),
    ],
)
def test_what_is_wrong_with_the_owners_password(keys: str, fault: str, tmp_path: Path) -> None:
    (tmp_path / "short").write_text("seven77", encoding="utf-8")
    environment = {"SHORT": "seven77", "LONG": "long enough"}
    assert faults(tmp_path, f"[server]\n{keys}\n" + FORUM, environment) == [f"[server] {fault}"]
