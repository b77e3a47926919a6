"""Decompresses a body: lenient about its trailer and its labels, strict about its size."""

import zlib
from collections.abc import Callable, Iterator
from itertools import chain

from feedforum.fetch.fetch_errors import FetchError, broken
from feedforum.translations import detail_text

_GZIP_MAGIC = b"\x1f\x8b\x08"
_FHCRC, _FEXTRA, _FNAME, _FCOMMENT = 2, 4, 8, 16
_GZIP_TRAILER = 8
_MOST_LAYERS = 2
_MOST_MEMBERS = 16
_AT_ONCE = 65536
# What is registered (https://www.iana.org/assignments/http-parameters) and not decoded here. Browsers take a
# body with any other name for what it is: `none`, `utf-8`, `binary`.
_OTHER_COMPRESSIONS = frozenset({"br", "zstd", "dcb", "dcz", "compress", "x-compress", "aes128gcm", "exi"})


def decompress(body: bytes, content_encoding: str, limit: int, *, beginning: bool = False) -> bytes:
    """The body without its compression. None is requested, and some forums compress all the same.

    A gzip trailer and a zlib checksum are never checked: Burning Board 2 sends gzip whose trailer lacks the
    CRC. `limit` is in bytes; of a body of which the `beginning` is enough, that is how much is given.
    Raises FetchError if the compression is unknown, if it is cut off before the page ends, or if the result
    exceeds `limit`.
    """
    layers = _layers(content_encoding)
    if len(layers) > _MOST_LAYERS:
        raise broken(detail_text("compressed_often"))
    for layer in reversed(layers):
        if body.lstrip()[:1] == b"<" and is_whole(body):
            break  # a page as it stands, whatever is said of its compression
        if layer not in _DECODERS:
            raise broken(detail_text("compressed_otherwise"))
        body = _DECODERS[layer](body, limit, beginning) if body else body
    return body[:limit] if beginning else body


def _layers(content_encoding: str) -> list[str]:
    names = [name.strip().lower() for name in content_encoding.split(",")]
    return [name for name in names if name in _DECODERS or name in _OTHER_COMPRESSIONS]


def inflated(chunks: Iterator[bytes], content_encoding: str) -> Iterator[bytes]:
    """A file without its compression, piece after piece, none larger than `_AT_ONCE`, however much it grows.

    Raises FetchError as `decompress` does.
    """
    layers = _layers(content_encoding)
    if not layers:
        yield from chunks
        return
    if len(layers) > 1 or layers[0] not in _DECODERS:
        raise broken(detail_text("compressed_otherwise"))
    first = next(chunks, b"")
    if layers[0] != "deflate":
        start = _gzip_header_size(first)
    else:
        start = 2 if first[:1] and _has_zlib_header(first) else 0
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for chunk in chain((first[start:],), chunks):
            rest = chunk
            while rest and not stream.eof:
                yield stream.decompress(rest, _AT_ONCE)
                rest = stream.unconsumed_tail
    except zlib.error as error:
        raise broken(detail_text("file_damaged")) from error
    if not stream.eof:
        raise broken(detail_text("file_cut_off"))


def _gunzip(body: bytes, limit: int, beginning: bool) -> bytes:
    """All members of a gzip file (RFC 1952), one after the other; a page has one."""
    page = b""
    for _ in range(_MOST_MEMBERS):
        part, rest = _raw_inflate(body[_gzip_header_size(body) :], limit - len(page), beginning)
        page += part
        body = rest[_GZIP_TRAILER:]
        if not body.startswith(_GZIP_MAGIC) or len(page) == limit:
            return page
    raise broken(detail_text("compressed_in_pieces"))


def _gzip_header_size(body: bytes) -> int:
    """How long a gzip member's header is (RFC 1952, section 2.3). Raises FetchError if there is none."""
    if not body.startswith(_GZIP_MAGIC) or len(body) < 10:
        raise broken(detail_text("no_gzip"))
    flags, size = body[3], 10
    if flags & _FEXTRA:
        size += 2 + int.from_bytes(body[size : size + 2], "little")
    for flag in (_FNAME, _FCOMMENT):
        if flags & flag:
            size = body.find(b"\0", size) + 1 or len(body)
    return size + 2 if flags & _FHCRC else size


def _undeflate(body: bytes, limit: int, beginning: bool) -> bytes:
    """`deflate` in both its forms: with zlib's two bytes before it (RFC 9110), and without."""
    if _has_zlib_header(body):
        try:
            return _raw_inflate(body[2:], limit, beginning)[0]
        except _NotDeflatedError:
            pass  # a raw stream can begin with two such bytes by chance
    return _raw_inflate(body, limit, beginning)[0]


def _has_zlib_header(body: bytes) -> bool:
    return body[0] & 0x0F == zlib.DEFLATED and int.from_bytes(body[:2], "big") % 31 == 0


_DECODERS: dict[str, Callable[[bytes, int, bool], bytes]] = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _undeflate,
}


class _NotDeflatedError(FetchError):
    """The bytes are not a complete deflate stream."""


def is_whole(page: bytes) -> bool:
    """Whether a page ends as pages do, so that nothing of it is missing, whatever was said of its length."""
    return page[-100:].rstrip().lower().endswith(b"</html>")


def _raw_inflate(body: bytes, limit: int, beginning: bool) -> tuple[bytes, bytes]:
    """A deflate stream's content, and the bytes after it."""
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    fault = broken(detail_text("page_damaged"))
    try:
        page = stream.decompress(body, limit + 1)
    except zlib.error as error:
        raise _NotDeflatedError(fault.answer, str(fault)) from error
    if beginning and (len(page) >= limit or not stream.eof):
        return page[:limit], stream.unused_data
    if len(page) > limit:
        raise broken(detail_text("page_grows"))
    if not stream.eof and not is_whole(page):
        raise _NotDeflatedError(fault.answer, str(fault))
    return page, stream.unused_data
