"""A compressed body → the bytes of the page, forgiving about its trailer and strict about its size."""

import zlib

from feedforum.fetch.fetch_errors import FetchError, broken

_GZIP_MAGIC = b"\x1f\x8b\x08"
_FHCRC, _FEXTRA, _FNAME, _FCOMMENT = 2, 4, 8, 16
_GZIP_TRAILER = 8
_MOST_LAYERS = 2
_MOST_MEMBERS = 16


def decompress(body: bytes, content_encoding: str, limit: int) -> bytes:
    """The body without its compression. We ask for none, and some forums compress all the same.

    A gzip trailer and a zlib checksum are never looked at: Burning Board 2 sends a gzip stream
    whose trailer lacks the CRC. `limit` is in bytes.

    Raises FetchError if the compression is not known or not whole, or if the result passes `limit`.
    """
    names = [name.strip().lower() for name in content_encoding.split(",")]
    layers = [name for name in names if name not in {"", "identity"}]
    if len(layers) > _MOST_LAYERS:
        raise broken("The forum compresses its pages more than twice; its server needs repair.")
    for layer in reversed(layers):
        body = _without(layer, body, limit) if body else body
    return body


def _without(layer: str, body: bytes, limit: int) -> bytes:
    if layer in {"gzip", "x-gzip"}:
        return _gunzip(body, limit)
    if layer == "deflate":
        return _undeflate(body, limit)
    raise broken("The forum sends a compression that was not asked for; its server needs repair.")


def _gunzip(body: bytes, limit: int) -> bytes:
    """All members of a gzip file (RFC 1952), one after the other; a page has one."""
    page = b""
    for _ in range(_MOST_MEMBERS):
        part, rest = _raw_inflate(body[_gzip_header_size(body) :], limit - len(page))
        page += part
        body = rest[_GZIP_TRAILER:]
        if not body.startswith(_GZIP_MAGIC):
            return page
    raise broken("The forum sends a page in very many pieces; its server needs repair.")


def _gzip_header_size(body: bytes) -> int:
    """How long a gzip member's header is (RFC 1952, section 2.3). Raises FetchError if it is none."""
    if not body.startswith(_GZIP_MAGIC) or len(body) < 10:
        raise broken("The forum says that a page is gzip, and it is not; its server needs repair.")
    flags, size = body[3], 10
    if flags & _FEXTRA:
        size += 2 + int.from_bytes(body[size : size + 2], "little")
    for flag in (_FNAME, _FCOMMENT):
        if flags & flag:
            size = body.find(b"\0", size) + 1 or len(body)
    return size + 2 if flags & _FHCRC else size


def _undeflate(body: bytes, limit: int) -> bytes:
    """`deflate` in both its forms: with zlib's two bytes before it (RFC 9110), and without."""
    if body[0] & 0x0F == zlib.DEFLATED and int.from_bytes(body[:2], "big") % 31 == 0:
        try:
            return _raw_inflate(body[2:], limit)[0]
        except _NotDeflatedError:
            pass  # a raw stream can begin with two such bytes by chance
    return _raw_inflate(body, limit)[0]


class _NotDeflatedError(FetchError):
    """The bytes are no whole deflate stream."""


def _raw_inflate(body: bytes, limit: int) -> tuple[bytes, bytes]:
    """A deflate stream's content, and the bytes after it."""
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    fault = broken("A compressed page arrived damaged or cut off; it is tried again at the next poll.")
    try:
        page = stream.decompress(body, limit + 1)
    except zlib.error as error:
        raise _NotDeflatedError(fault.answer, str(fault)) from error
    if len(page) > limit:
        raise broken("A compressed page grows beyond what a forum page can be; see what is at its address.")
    if not stream.eof:
        raise _NotDeflatedError(fault.answer, str(fault))
    return page, stream.unused_data
