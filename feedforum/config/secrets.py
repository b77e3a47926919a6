"""Passwords, cookies, keys and tokens: the file names where they are, in the environment or in files."""

import base64
import re
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from feedforum.config import schema
from feedforum.config.access_tokens import HASHED, SHORTEST_TOKEN, checked_token
from feedforum.records import Cookie

_KEY_BYTES = 32
_KEY_ORIGIN = "what openssl rand -base64 32 prints"
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
# RFC 6265, 4.1.1; what else browsers keep in a value, such as blanks inside of it, they send as it is
_COOKIE_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_COOKIE_VALUE = re.compile(r"[!-:<-~]([ -:<-~]*[!-:<-~])?|")
_COOKIE_FIELDS = 7
_COOKIES_FORM = "expected what a browser sends as Cookie, or a file in the form of cookies.txt"
# How curl and others mark a cookie that scripts do not see; as a comment, for programs that do not know it.
_HTTP_ONLY = "#HttpOnly_"


class SecretReader:
    """Reads secrets, each empty if there is none, from `environment` and from files.

    Their names count from the folder of the configuration file, `path`. `faults` has a sentence for each that
    is not where it should be; it begins with the place that names it.
    """

    def __init__(self, path: Path, environment: Mapping[str, str]) -> None:
        self.faults: list[str] = []
        self.path = path
        self.folder = path.resolve().parent
        self._environment = environment

    def secret(
        self,
        place: str,
        table: schema.Table,
        name: str,
        what: str = "the password",
        check: Callable[[str], object] = str,
    ) -> str:
        """The secret that the keys `name_env` and `name_file` lead to; `check` raises ValueError."""
        variable, file = getattr(table, f"{name}_env"), getattr(table, f"{name}_file")
        if variable and file:
            key, value, fault = f"{name}_env", "", f"cannot be combined with {name}_file; keep one of them"
        elif variable:
            key, value = f"{name}_env", self._environment.get(variable, "")
            # Shown only if it is written as variables are: it may be the secret itself, in the wrong place.
            named = f"variable {variable}" if variable.isupper() else "variable that it names"
            fault = f"the {named} is not set; set it to {what}"
            if not _VARIABLE.fullmatch(variable):
                value, fault = "", "expected the name of an environment variable"
        elif file:
            key, value = f"{name}_file", (self._text(file) or "").rstrip("\r\n")
            fault = f"cannot be read or is empty; name a file that holds {what}"
        else:
            return ""
        try:
            if value:
                check(value)
                return value
        except ValueError as error:
            fault = str(error)
        self.faults.append(f"{place} {key}: {fault}.")
        return ""

    def tokens(self, server: schema.Server) -> tuple[str, ...]:
        """The access tokens, as they are written there and in a file, one per line."""
        text = self._text(server.access_tokens_file) if server.access_tokens_file else ""
        if text is None:
            fault = "cannot be read; name a file that holds one token per line."
            self.faults.append(f"[server] access_tokens_file: {fault}")
        tokens = list(server.access_tokens)
        for number, line in enumerate((text or "").splitlines(), 1):
            try:
                tokens += [checked_token(line.strip())] if line.strip() else []
            except ValueError as error:
                self.faults.append(f"[server] access_tokens_file: line {number}: {error}.")
        return tuple(tokens)

    def named_token(self, place: str, table: schema.TokenTable) -> str:
        """The token of a `[[token]]`, as it is written there or in its file; empty if it has a fault."""
        key, fault = "sha256" if table.sha256 else "token_file", ""
        written = (self._text(table.token_file) or "").strip() if table.token_file else ""
        if bool(table.token_file) == bool(table.sha256):
            fault = "name the file with the token, or give its hash as sha256; one of them"
        elif table.token_file and not written:
            fault = "cannot be read or is empty; name a file that holds the token"
        else:
            try:
                return checked_token(written or HASHED + table.sha256.removeprefix(HASHED))
            except ValueError as error:
                fault = str(error)
        self.faults.append(f"{place} {key}: {fault}.")
        return ""

    def owner_password(self, server: schema.Server) -> str:
        return self.secret("[server]", server, "owner_password", check=_check_length)

    def cookies(self, place: str, forum: schema.Forum) -> tuple[Cookie, ...]:
        what = "the cookies of a browser that is logged in"
        text = self.secret(place, forum, "cookies", what, lambda text: browser_cookies(text, forum.url))
        return browser_cookies(text, forum.url) if text else ()

    def storage_key(self, storage: schema.Storage) -> str:
        """The key as `cryptography` wants it; both alphabets of base64 are fine."""
        return _urlsafe(self.secret("[storage]", storage, "key", _KEY_ORIGIN, _check_key))

    def certificates(self, place: str, name: str) -> str:
        """The path of a file of certificates, which must hold some."""
        try:
            if name:
                ssl.create_default_context(cafile=self.folder / name)
        except OSError:
            fault = "holds no certificates; name a readable file with them in PEM format."
            self.faults.append(f"{place} ca_file: {fault}")
        return str(self.folder / name) if name else ""

    def _text(self, name: str) -> str | None:
        try:
            return (self.folder / name).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError, ValueError):
            return None


def _check_length(password: str) -> str:
    if len(password) < SHORTEST_TOKEN:
        raise ValueError(f"expected a password of at least {SHORTEST_TOKEN} characters")
    return password


def _urlsafe(key: str) -> str:
    return key.strip().replace("+", "-").replace("/", "_")


def _check_key(key: str) -> str:
    with suppress(ValueError):
        if len(base64.b64decode(_urlsafe(key), altchars=b"-_", validate=True)) == _KEY_BYTES:
            return key
    raise ValueError(f"is not a key; expected {_KEY_ORIGIN}")


def browser_cookies(text: str, url: str) -> tuple[Cookie, ...]:
    """The cookies for the forum at `url`, from what a browser sends as `Cookie` or a cookies.txt file.

    They are sent to the forum's own host only. A line of cookies.txt has, between tabs: domain, whether
    subdomains get it too, path, whether only https does, when it expires (the forum will know), name, value.
    Raises ValueError, which shows no value, if there is none, or one that cannot be sent.
    """
    lines = [line.removeprefix(_HTTP_ONLY) for line in text.splitlines()]
    rows = [line.split("\t") for line in lines if line.count("\t") >= _COOKIE_FIELDS - 2 and line[:1] != "#"]
    parts = urlsplit(url)
    if rows or text.lstrip().startswith("# "):
        found = tuple(_in_file(rows, parts.hostname or ""))
    else:
        found = tuple(_in_header(" ".join(lines), secure=parts.scheme == "https"))
    if not found:
        raise ValueError(f"holds no cookie for {parts.hostname}; {_COOKIES_FORM}")
    for cookie in found:
        if not _COOKIE_NAME.fullmatch(cookie.name) or not _COOKIE_VALUE.fullmatch(cookie.value):
            raise ValueError(f"holds something that is not a cookie; {_COOKIES_FORM}")
    return found


def _in_header(text: str, *, secure: bool) -> Iterator[Cookie]:
    value = re.sub(r"^\s*cookie\s*:", "", text, flags=re.IGNORECASE)
    for pair in value.split(";"):
        name, _, content = pair.partition("=")
        if pair.strip():
            yield Cookie(name.strip(), content.strip(), secure=secure)


def _in_file(rows: list[list[str]], host: str) -> Iterator[Cookie]:
    for domain, below, path, secure, _, name, *value in rows:
        if name and _is_for(host, domain.lower(), below=below.upper() == "TRUE"):
            yield Cookie(name, "".join(value).strip(), "", path or "/", secure.upper() == "TRUE")


def _is_for(host: str, domain: str, *, below: bool) -> bool:
    """Whether a browser would send such a cookie to the host, `www.` aside."""
    bare = domain.removeprefix(".")
    if host.removeprefix("www.") == bare.removeprefix("www."):
        return True
    return (below or domain.startswith(".")) and host.endswith(f".{bare}")
