import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedforum.fetch.charset import decode, encoding_of

GERMAN = "Grüße – „so“ für 5 €"


@pytest.mark.parametrize(
    ("body", "content_type", "configured", "text"),
    [
        pytest.param(
            codecs.BOM_UTF8 + "ü".encode(), "text/html; charset=iso-8859-1", "auto", "ü", id="bom-first"
        ),
        pytest.param(codecs.BOM_UTF16_LE + "ü".encode("utf-16-le"), "", "auto", "ü", id="utf-16-le"),
        pytest.param(codecs.BOM_UTF16_BE + "ü".encode("utf-16-be"), "", "auto", "ü", id="utf-16-be"),
        pytest.param(
            "ü".encode("cp1252"), "text/html; charset=utf-8", "windows-1252", "ü", id="owner-over-header"
        ),
        pytest.param("ж".encode("koi8-r"), 'text/html; charset="KOI8-R"', "auto", "ж", id="header"),
        pytest.param(
            b"<meta charset=utf-8>\xfc",
            "text/html; charset=latin1",
            "auto",
            "<meta charset=utf-8>ü",
            id="h>m",
        ),
        pytest.param(
            GERMAN.encode("cp1252"), "text/html; charset=ISO-8859-1", "auto", GERMAN, id="latin1-is-1252"
        ),
        pytest.param(
            GERMAN.encode("cp1252"), "text/html; charset=us-ascii", "auto", GERMAN, id="ascii-is-1252"
        ),
        pytest.param(
            GERMAN.encode("cp1252"), "text/html; charset=8859", "auto", GERMAN, id="alias-of-latin1"
        ),
        pytest.param(GERMAN.encode("cp1252"), "text/html", "auto", GERMAN, id="nothing-said-1252"),
        pytest.param(GERMAN.encode(), "text/html", "auto", GERMAN, id="nothing-said-utf-8"),
        pytest.param(
            GERMAN.encode("cp1252"), "text/html; charset=nonsense", "auto", GERMAN, id="unknown-label"
        ),
        pytest.param(b"a\xfc", "text/html; charset=hex", "auto", "aü", id="no-text-codec"),
        pytest.param(
            b"+ADw-b+AD4-", "text/html; charset=utf-7", "auto", "+ADw-b+AD4-", id="utf-7-is-refused"
        ),
        pytest.param("ş".encode("cp1254"), "text/html; charset=iso-8859-9", "auto", "ş", id="turkish"),
        pytest.param(
            b"\x81\x8d\x8f\x90\x9d",
            "text/html; charset=cp1252",
            "auto",
            "\x81\x8d\x8f\x90\x9d",
            id="undefined",
        ),
        pytest.param(
            "für ".encode() + b"5 \x80, f\xfcr \x93uns\x94",
            "text/html; charset=utf-8",
            "auto",
            "für 5 €, für “uns”",
            id="bad-bytes-in-utf-8",
        ),
        pytest.param("ü".encode()[:1], "text/html; charset=utf-8", "auto", "Ã", id="cut-off-utf-8"),
        pytest.param(b"\xed\xa0\x80", "text/html; charset=utf-8", "auto", "í\xa0€", id="surrogate-in-utf-8"),
    ],
)
def test_decodes_as_browsers_do(body: bytes, content_type: str, configured: str, text: str) -> None:
    assert decode(body, content_type, configured) == text


@pytest.mark.parametrize(
    ("start", "encoding"),
    [
        (b'<meta http-equiv="Content-Type" content="text/html; charset=koi8-r" />', "koi8-r"),
        (b"<META CHARSET='koi8-r'>", "koi8-r"),
        (b'<?xml version="1.0" encoding="koi8-r"?><html>', "koi8-r"),
        (b'<!-- <meta charset="koi8-r"> --><meta charset="koi8-u">', "koi8-u"),
        (b'<?xml version="1.0" encoding="koi8-r"?><meta charset="nonsense">', "koi8-r"),
        (b'<meta charset="utf-16">', "utf-8"),
        (b" " * 2048 + b'<meta charset="koi8-r">', "utf-8"),
        (b'<meta name="description" content="about charsets">', "utf-8"),
    ],
)
def test_a_page_names_its_encoding_at_its_start(start: bytes, encoding: str) -> None:
    assert encoding_of(start, "text/html") == encoding


LABELS = [
    "",
    "utf-8",
    "latin1",
    "utf-16",
    "utf-16-be",
    "gb2312",
    "sjis",
    "big5",
    "euc-jp",
    "euc-kr",
    "cp037",
    "hex",
    "\0",
]


@given(st.binary(), st.sampled_from(LABELS), st.sampled_from(["auto", *LABELS]))
def test_no_bytes_can_fail(body: bytes, label: str, configured: str) -> None:
    assert isinstance(decode(body, f"text/html; charset={label}", configured), str)


@given(st.binary(), st.text())
def test_no_header_can_fail(body: bytes, header: str) -> None:
    assert isinstance(decode(body, header, header), str)


@given(st.text().filter(lambda text: not text.startswith("\ufeff")))
def test_utf_8_comes_back_whole(text: str) -> None:
    assert decode(text.encode(), "text/html; charset=utf-8") == text


@given(st.text(), st.sampled_from(range(0x80, 0x100)), st.text())
def test_one_bad_byte_costs_no_other(before: str, bad: int, after: str) -> None:
    body = before.encode() + b" " + bytes([bad]) + b" " + after.encode()
    text = decode(b" " + body, "text/html; charset=utf-8")
    stray = decode(bytes([bad]), "text/html; charset=windows-1252")
    assert text == f" {before} {stray} {after}"
