import gzip
import zlib
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedforum.fetch.decompression import decompress
from feedforum.fetch.fetch_errors import FetchError

PAGE = b"<p>Der Satellit steht auf 19,2 Grad Ost.</p>" * 40
LIMIT = 10_000


def raw(body: bytes) -> bytes:
    stream = zlib.compressobj(wbits=-15)
    return stream.compress(body) + stream.flush()


def gzip_with(flags: int, extras: bytes) -> bytes:
    return b"\x1f\x8b\x08" + bytes([flags]) + bytes(6) + extras + raw(PAGE)


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        pytest.param(PAGE, "", id="none"),
        pytest.param(PAGE, "Identity", id="identity"),
        pytest.param(gzip.compress(PAGE), "gzip", id="gzip"),
        pytest.param(gzip.compress(PAGE), " X-GZIP ", id="x-gzip"),
        pytest.param(gzip.compress(PAGE)[:-4], "gzip", id="trailer-without-size"),
        pytest.param(gzip.compress(PAGE)[:-8], "gzip", id="no-trailer"),
        pytest.param(gzip.compress(PAGE)[:-8] + b"\0\0\0\0rubbish", "gzip", id="wrong-trailer"),
        pytest.param(gzip_with(4, b"\x03\x00abc"), "gzip", id="extra-field"),
        pytest.param(gzip_with(8, b"name\0"), "gzip", id="file-name"),
        pytest.param(gzip_with(16, b"comment\0"), "gzip", id="comment"),
        pytest.param(gzip_with(2, b"\x12\x34"), "gzip", id="header-checksum"),
        pytest.param(gzip_with(30, b"\x01\x00anew\0comment\0\x12\x34"), "gzip", id="all-fields"),
        pytest.param(gzip.compress(PAGE[:99]) + gzip.compress(PAGE[99:]), "gzip", id="two-members"),
        pytest.param(zlib.compress(PAGE), "deflate", id="deflate-with-zlib-header"),
        pytest.param(zlib.compress(PAGE)[:-4], "deflate", id="deflate-without-checksum"),
        pytest.param(raw(PAGE), "deflate", id="raw-deflate"),
        pytest.param(gzip.compress(zlib.compress(PAGE)), "deflate, gzip", id="twice"),
    ],
)
def test_inflates_whatever_forums_send(body: bytes, encoding: str) -> None:
    assert decompress(body, encoding, LIMIT) == PAGE


@pytest.mark.parametrize("wbits", [31, 15, -15])
def test_a_page_that_came_whole_needs_no_end_of_its_compression(wbits: int) -> None:
    stream, page = zlib.compressobj(wbits=wbits), PAGE + b"</HTML>\n"
    body = stream.compress(page) + stream.flush(zlib.Z_SYNC_FLUSH)
    assert decompress(body, "gzip" if wbits == 31 else "deflate", LIMIT) == page


@pytest.mark.parametrize(
    ("body", "encoding", "says"),
    [
        pytest.param(gzip.compress(bytes(10_001)), "gzip", "grows beyond", id="gzip-bomb"),
        pytest.param(gzip.compress(bytes(6000)) * 2, "gzip", "grows beyond", id="bomb-of-two-members"),
        pytest.param(zlib.compress(bytes(10_001)), "deflate", "grows beyond", id="deflate-bomb"),
        pytest.param(gzip.compress(PAGE)[:-20], "gzip", "cut off", id="cut-off"),
        pytest.param(b"\x1f\x8b\x08", "gzip", "it is not", id="half-a-header"),
        pytest.param(gzip_with(8, b"")[:10] + b"endless name", "gzip", "cut off", id="endless-name"),
        pytest.param(PAGE, "gzip", "it is not", id="plain-as-gzip"),
        pytest.param(PAGE, "deflate", "damaged", id="plain-as-deflate"),
        pytest.param(PAGE, "br", "not asked for", id="brotli"),
        pytest.param(gzip.compress(b"") * 17, "gzip", "many pieces", id="many-members"),
        pytest.param(PAGE, "gzip, gzip, gzip", "more than twice", id="thrice"),
    ],
)
def test_says_what_it_cannot_inflate(body: bytes, encoding: str, says: str) -> None:
    with pytest.raises(FetchError, match=says):
        decompress(body, encoding, LIMIT)


@pytest.mark.parametrize("name", ["none", "utf-8", "UTF-8", "binary", "8bit", "iso-8859-1", "none, identity"])
def test_what_is_no_compression_is_ignored_as_browsers_do(name: str) -> None:
    assert decompress(PAGE, name, LIMIT) == PAGE
    assert decompress(gzip.compress(PAGE), f"gzip, {name}", LIMIT) == PAGE


@pytest.mark.parametrize("name", ["gzip", "deflate", "br", "compress", "gzip, gzip"])
def test_a_page_that_is_plain_is_taken_for_one_whatever_is_said_of_it(name: str) -> None:
    page = b"<!DOCTYPE html>" + PAGE + b"</html>\n"
    assert decompress(page, name, LIMIT) == page


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress, raw, bytes])
def test_of_a_body_the_beginning_may_be_enough(pack: Callable[[bytes], bytes]) -> None:
    encoding = {gzip.compress: "gzip", bytes: ""}.get(pack, "deflate")
    body = pack(PAGE * 100)
    assert decompress(body, encoding, 1000, beginning=True) == (PAGE * 100)[:1000]
    part = decompress(body[: len(body) // 2], encoding, LIMIT, beginning=True)
    assert (PAGE * 100).startswith(part)


def test_an_empty_body_is_empty_in_any_compression() -> None:
    assert decompress(b"", "gzip", LIMIT) == b""


@given(
    st.binary(), st.sampled_from([b"", b"\x1f\x8b\x08", b"\x78\x9c"]), st.sampled_from(["gzip", "deflate"])
)
def test_no_bytes_do_worse_than_a_fault(body: bytes, start: bytes, encoding: str) -> None:
    with suppress(FetchError):
        assert len(decompress(start + body, encoding, 100)) <= 100


@given(st.binary(max_size=2000))
def test_both_deflates_come_back(body: bytes) -> None:
    assert decompress(zlib.compress(body), "deflate", 2000) == body
    assert decompress(raw(body), "deflate", 2000) == body
