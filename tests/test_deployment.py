"""What `docs/deployment.md` shows can be used: its commands, keys, files and addresses are there."""

import re
import shlex
import tomllib
from pathlib import Path

import pytest

from feedforum.cli.arguments import CONFIG_VARIABLE, parser
from feedforum.config import schema
from feedforum.config.resolve import is_private
from feedforum.config.validation import contradictions
from tests.web.sites import app

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / "docs" / "deployment.md").read_text(encoding="utf-8")
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
LISTENS = schema.Server().listen


def pieces(kind: str) -> list[str]:
    return re.findall(rf"(?s)```{kind}\n(.*?)```", TEXT)


def unit() -> list[tuple[str, str]]:
    (text,) = pieces("ini")
    return [
        (key, value) for key, equals, value in (line.partition("=") for line in text.splitlines()) if equals
    ]


def values(name: str) -> list[str]:
    return [value for key, value in unit() if key == name]


@pytest.mark.parametrize("piece", pieces("toml"))
def test_every_piece_of_configuration_can_be_used(piece: str) -> None:
    file = schema.File.model_validate(tomllib.loads(piece))
    faults = list(contradictions(file, ("wbb2",), tokens=True))
    assert faults == []


@pytest.mark.parametrize("piece", [piece for piece in pieces("toml") if "[[forum]]" in piece])
def test_a_whole_configuration_works_as_it_is_and_shows_members_posts_to_nobody(piece: str) -> None:
    file = schema.File.model_validate(tomllib.loads(piece))
    tokens = bool(file.server.access_tokens_file)
    assert list(contradictions(file, ("wbb2",), tokens=tokens)) == []
    for forum in file.forum:
        assert is_private(file, forum) or not forum.username


@pytest.mark.parametrize("path", [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))])
def test_what_is_copied_from_the_documentation_opens_nothing(path: Path) -> None:
    """No port for all machines, no password or token that everybody has read, no single file mounted."""
    text = path.read_text(encoding="utf-8")
    published = re.findall(r"--publish[ =](\S+)|\bports: \[\"([^\"]+)\"|\s-p (\d\S+)", text)
    assert all("".join(each).startswith("127.0.0.1:") for each in published)
    assert not re.findall(r"(?:PASSWORD|TOKEN|KEY)=\S|credentials: \w", text)
    assert not re.findall(r"[\w/]+\.toml:/", text)


def test_the_service_runs_a_command_with_its_configuration() -> None:
    (start,) = values("ExecStart")
    program, *arguments = shlex.split(start)
    assert Path(program).name == "feedforum"
    options = parser().parse_args(arguments)
    assert (options.command, options.config) == ("run", "/etc/feedforum/config.toml")


def test_the_service_gets_the_secrets_that_its_configuration_names() -> None:
    given = {value.partition(":")[0] for value in values("LoadCredential")}
    assert given == set(re.findall(r'_file = "/run/credentials/feedforum\.service/(\w+)"', TEXT))


def test_the_service_may_write_where_its_store_is_and_nowhere_else() -> None:
    (folder,) = values("StateDirectory")
    assert f'url = "sqlite:////var/lib/{folder}/' in TEXT
    assert values("WorkingDirectory") == [f"/var/lib/{folder}"]
    assert values("ProtectSystem") == ["strict"]
    assert values("DynamicUser") == values("NoNewPrivileges") == ["yes"]


def test_the_container_has_what_its_configuration_names() -> None:
    text = pieces("yaml")[0]
    (config,) = re.findall(rf"{CONFIG_VARIABLE}: (\S+)", text)
    mounts = dict(re.findall(r"- (\S+?):(/\S+?)(?::ro)?\n", text))
    assert str(Path(config).parent) in mounts.values()
    (piece,) = (piece for piece in pieces("toml") if "sqlite:////data" in piece)
    (store,) = re.findall(r'url = "sqlite:///(/\S+)/feedforum\.db"', piece)
    assert mounts["data"] == store
    assert f"VOLUME {store}\n" in DOCKERFILE
    (secrets,) = re.findall(r"secrets: \[([\w, ]+)\]", text)
    assert set(re.findall(r"/run/secrets/(\w+)", piece)) == set(secrets.split(", "))
    (port,) = re.findall(r'ports: \["127\.0\.0\.1:\d+:(\d+)"\]', text)
    assert f"EXPOSE {port}\n" in DOCKERFILE
    assert f'listen = "0.0.0.0:{port}"' in piece
    (user,) = re.findall(r"(?m)^USER (\d+)", DOCKERFILE)
    assert f"user, {user}," in TEXT


@pytest.mark.parametrize("piece", pieces("nginx") + pieces("caddy"))
def test_proxies_lead_to_where_it_listens_and_leave_no_header_to_visitors(piece: str) -> None:
    if "upstream" in piece:
        assert re.findall(r"proxy_pass http://(\w+);", piece) == re.findall(r"(?m)^upstream (\w+) ", piece)
    else:
        assert re.findall(r"(?:proxy_pass http://|reverse_proxy )([\d.:]+)", piece) == [LISTENS]
    assert "X-Forwarded-Prefix" in piece
    if "proxy_pass" in piece:
        for name in ("For", "Proto", "Host"):
            assert f"proxy_set_header X-Forwarded-{name} $" in piece


def test_below_a_path_the_header_and_the_place_are_the_same() -> None:
    (path,) = re.findall(r'`public_url = "https://example\.org(/\w+)/"`', TEXT)
    below = [piece for piece in pieces("nginx") + pieces("caddy") if f"X-Forwarded-Prefix {path}" in piece]
    assert len(below) == 2
    assert f"location {path}/" in below[0]
    assert f"proxy_pass http://{LISTENS}/;" in below[0]
    assert f"handle_path {path}/*" in below[1]


def test_every_key_and_address_that_is_named_is_there() -> None:
    known = {key for table in (schema.Server, schema.Storage, schema.Forum) for key in table.model_fields}
    assert (
        set(re.findall(r"`([a-z_]+_[a-z_]+)`", TEXT))
        - {"proxy_pass", "handle_path", "pg_dump", "brotli_static"}
        - {"max_connections", "feedforum_oldest_due_seconds"}
        <= known
    )
    paths = {rule.rule for rule in app().url_map.iter_rules()}
    assert set(re.findall(r"`(/[a-z]+)`", TEXT)) <= paths
    for command in re.findall(r"`feedforum (\w+)`", TEXT):
        assert parser().parse_args([command]).command == command


def services() -> dict[str, str]:
    """The services of the compose file for several machines, each with what it takes over written out."""
    text = pieces("yaml")[1]
    shared = dict(re.findall(r"(?ms)^x-\w+: &(\w+)\n(.*?)(?=^\S)", text))
    (part,) = re.findall(r"(?ms)^services:\n(.*?)(?=^\S)", text)
    found = dict(re.findall(r"(?ms)^  ([\w-]+):(.*?)(?=^  [\w-]|\Z)", part))
    for _ in range(2):
        found = {
            name: re.sub(r"(?:<<: )?\*(\w+)", lambda use: shared[use[1]], body)
            for name, body in found.items()
        }
    return found


def test_several_machines_have_two_workers_and_two_servers_behind_one_proxy() -> None:
    found = services()
    commands = {name: re.findall(r"command: \[(\w+)\]", body) for name, body in found.items()}
    run = [command for each in commands.values() for command in each]
    assert sorted(run) == ["serve", "serve", "worker", "worker"]
    assert all(parser().parse_args([command]).command == command for command in run)
    (proxy,) = (piece for piece in pieces("nginx") if "upstream" in piece)
    asked = set(re.findall(r"server ([\w-]+):8080 ", proxy))
    assert asked == {name for name, command in commands.items() if command == ["serve"]}
    (depends,) = re.findall(r"depends_on: \[([^\]]+)\]", found["nginx"])
    assert set(depends.split(", ")) == asked
    mounts = re.findall(r"- \./\w+:(/\S+):ro", found["nginx"])
    assert {str(Path(path).parent) for path in re.findall(r"ssl_\w+ (/\S+);", proxy)} <= set(mounts)
    for name in ("database", "nginx"):
        assert "healthcheck:" in found[name]


def test_several_machines_share_their_configuration_secrets_and_folder() -> None:
    found, text = services(), pieces("yaml")[1]
    (piece,) = (piece for piece in pieces("toml") if "@database/" in piece)
    (files,) = re.findall(r"(?ms)^secrets:\n(.*?)(?=^\S)", text)
    given = set(re.findall(r"(?m)^  (\w+):", files))
    ours = [body for body in found.values() if "FEEDFORUM_CONFIG" in body]
    assert len(ours) == 4
    for body in ours:
        (secrets,) = re.findall(r"secrets: \[([\w, ]+)\]", body)
        assert set(re.findall(r"/run/secrets/(\w+)", piece)) == set(secrets.split(", "))
        assert given == {*secrets.split(", "), "database"}
        assert "- data:/data" in body
        assert "database: { condition: service_healthy }" in body
    assert 'media = "/data/' in piece
    assert "POSTGRES_PASSWORD_FILE: /run/secrets/database" in found["database"]
    assert re.findall(r"postgresql\+psycopg://(\w+)@database/(\w+)", piece) == [
        tuple(re.findall(r"POSTGRES_(?:USER|DB): (\w+)", found["database"]))
    ]
