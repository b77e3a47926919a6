"""A page's bytes → text, in the way browsers do it, never failing on a byte."""

import codecs
import re

SNIFFED_BYTES = 2048
WINDOWS_1252 = "windows-1252"
UTF_8 = "utf-8"

_BOMS = ((codecs.BOM_UTF8, UTF_8), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_HEADER_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([^\s\"';,]+)", re.IGNORECASE)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_META_CHARSET = re.compile(rb"<meta\b[^>]*?\bcharset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"<\?xml\b[^>]*?\bencoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)

# https://encoding.spec.whatwg.org/#names-and-labels, where it differs from Python's own names
_LATIN_1 = (
    "ansi_x3.4-1968 ascii us-ascii iso-ir-100 csisolatin1 l1 latin1 latin-1 iso-8859-1 iso8859-1 iso88591"
    " iso_8859-1 iso_8859-1:1987 cp819 ibm819 cp1252 x-cp1252 windows-1252 x-user-defined"
)
_LABELS = {
    **dict.fromkeys(_LATIN_1.split(), WINDOWS_1252),
    **dict.fromkeys(("iso-8859-9", "iso8859-9", "iso_8859-9", "latin5", "l5"), "cp1254"),
    **dict.fromkeys(("iso-8859-11", "iso8859-11", "tis-620", "dos-874"), "cp874"),
    **dict.fromkeys(("gb2312", "gbk", "x-gbk", "gb_2312-80", "chinese"), "gb18030"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987", "ksc5601", "korean"), "cp949"),
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5"), "big5hkscs"),
    **dict.fromkeys(("unicode-1-1-utf-8", "x-unicode20utf8"), UTF_8),
}
# A codec that is none of these is no text of a page (`hex`), or a way to smuggle markup (`utf-7`).
_PAGE_CODEC = re.compile(r"utf-(8|16(-le|-be)?)|iso8859-\d+|cp\d+|koi8-[ru]|mac-\w+|gb18030|big5\w*|euc_\w+")


# What windows-1252 makes of 80-9F; the five bytes that it leaves undefined stay as they are (WHATWG).
_HIGH = {
    byte: bytes([byte]).decode("cp1252") for byte in {*range(0x80, 0xA0)} - {0x81, 0x8D, 0x8F, 0x90, 0x9D}
}
# `surrogateescape` turns a byte that is no UTF-8 into U+DC00 plus the byte
_ESCAPED = {0xDC00 + byte: _HIGH.get(byte, chr(byte)) for byte in range(0x80, 0x100)}


def decode(body: bytes, content_type: str, configured: str = "auto") -> str:
    """The text of a page, whatever its bytes are.

    `content_type` is the header's value, `configured` the owner's word or `auto`. A byte that is
    no UTF-8 in a UTF-8 page is read as windows-1252, and the rest stays UTF-8.
    """
    return decoded(body, encoding_of(body, content_type, configured))


def decoded(body: bytes, encoding: str) -> str:
    """The text of a page in the encoding that `encoding_of` found for it."""
    if encoding == WINDOWS_1252:
        return body.decode("latin-1").translate(_HIGH)
    if encoding == UTF_8:
        return body.removeprefix(codecs.BOM_UTF8).decode(UTF_8, "surrogateescape").translate(_ESCAPED)
    return body.decode(encoding, "replace").removeprefix("\ufeff")


def encoding_of(body: bytes, content_type: str, configured: str = "auto") -> str:
    """The encoding of a page, under a name that Python's codecs know.

    In this order, as browsers do: byte order mark, the owner's word, HTTP header, the page's own
    `<meta>` or XML declaration, UTF-8 if it is valid, windows-1252.
    """
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return encoding
    header = _HEADER_CHARSET.search(content_type)
    return (
        _known(configured)
        or _known(header.group(1) if header else "")
        or _declared(body[:SNIFFED_BYTES])
        or (UTF_8 if _is_utf_8(body) else WINDOWS_1252)
    )


def form_encoding(page_encoding: str) -> str:
    """The encoding in which a page's forms are sent: its own, UTF-8 for UTF-16 (WHATWG)."""
    return UTF_8 if page_encoding.startswith("utf-16") else page_encoding


def _declared(start: bytes) -> str:
    """The encoding that a page names in itself. UTF-16 cannot be named in ASCII: it means UTF-8 (WHATWG)."""
    start = _COMMENT.sub(b"", start)
    matches = filter(None, (pattern.search(start) for pattern in (_META_CHARSET, _XML_ENCODING)))
    known = (_known(match[1].decode("ascii", "ignore")) for match in matches)
    return form_encoding(next(filter(None, known), ""))


def _known(label: str) -> str:
    """Python's name of an encoding's label, or an empty text if it is none that a page can have."""
    label = label.strip().lower()
    if label in _LABELS:
        return _LABELS[label]
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return ""
    name = _LABELS.get(name, name)
    return ("utf-16-le" if name == "utf-16" else name) if _PAGE_CODEC.fullmatch(name) else ""


def _is_utf_8(body: bytes) -> bool:
    try:
        body.decode(UTF_8)
    except UnicodeDecodeError:
        return False
    return True
