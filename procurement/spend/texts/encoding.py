"""Which characters the bytes of a text file stand for, and what was mended to know it."""

import codecs
import re
from dataclasses import dataclass, replace
from functools import reduce

from procurement.spend.file_kind import wide_order, without_padding
from procurement.spend.findings import Fix, Refused

NAMES = {
    "cp1252": "Windows-1252",
    "cp850": "DOS code page 850",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32-le": "UTF-32",
    "utf-32-be": "UTF-32",
}
PIECE = "[ÃÂÆâï¯ƒ‚€š’\x80-\x9f]"
MARK = re.compile(f'("?)(?:\ufeff|{PIECE}+»{PIECE}*¿)+')
MARK_WITHIN_BYTES = 4096
DOS_POUND = re.compile(rb"\x9c\s?[\d)]")
WINDOWS_POUND = re.compile(rb"\xa3\s?[\d)]")
LONE_POUND = re.compile(rb"(?<![\x80-\xff])\xa3(?=[ ]?[-(]?\d)")
"""A pound sign of Windows-1252 before a sum; in UTF-8 this byte stands only behind another that is not ASCII."""
A_CONTROL = re.compile(rb"\xc2[\x80-\x9f]")
ARE_CONTROLS = frozenset(map(chr, range(0x80, 0xA0)))
CONTROLS = re.compile(rb"(?:\xc3\xa2)?\xc2\x80\xc2[\x90-\x9f\xa2\xa6]|\xc2[\x80-\x9f]")
"""Of UTF-8: U+0080 to U+009F, alone or as what is left of a longer character; no other character has these bytes."""

LINE_ENDS = b"\r\n"
ASCII = bytes(range(0x80))
PLAIN_ASCII = bytes(byte for byte in range(0x80) if byte not in LINE_ENDS)
STRANGE = re.compile(rb"[\x80-\xff]+")
BEGINS_LIKE_UTF_8 = re.compile(rb"[\xc2-\xf4][\x80-\xbf]")
LIKE_UTF_8 = re.compile(
    rb"(?<![^\r\n])(?:[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})+(?![^\r\n])"
)
"""What every line in UTF-8 comes to that is not ASCII, with its ASCII taken out."""

NO_CHARACTER = {"cp1252": b"\x81\x8d\x8f\x90\x9d", "cp850": b""}
"""The bytes that are no character of a code page."""

FEW = 6
AT_ONCE = 262_144
"""Few enough that one such piece, as bytes and as characters, stays where the processor is quick to get at it."""

NOT_DECODED = re.compile("[\udc80-\udcff]")
MOST_UNDECODED_SHARE = 0.5


@dataclass(frozen=True)
class Decoded:
    """A file's text in UTF-8. A byte that is no character of `encoding` is there as U+DC80 to U+DCFF, see NOT_DECODED.

    Kept as bytes, for a large file's text takes up to four times the room as characters. beyond_ascii: the characters
    that it may hold and that are not ASCII; no other is in it, so nobody need look for one.
    """

    utf_8: bytes
    encoding: str
    beyond_ascii: frozenset[str]
    fixes: tuple[Fix, ...] = ()

    @property
    def text(self) -> str:
        """The same as characters."""
        return self.utf_8.decode("utf-8", "surrogatepass")


def decode(content: bytes) -> Decoded:
    """The text of a file in UTF-8, UTF-16, Windows-1252 or a DOS code page, its byte order marks taken off.

    Raises Refused, with the position of the first byte that fails, where the file is in none of them.
    """
    text = without_padding(content)
    order = wide_order(text)
    decoded = mend_controls(without_mark(decode_wide(text, order) if order else decode_bytes(text)))
    if len(text) == len(content):
        return decoded
    padding = Fix("PADDING", "Empty (NUL) characters behind the last line of the file are set aside.")
    return replace(decoded, fixes=(*decoded.fixes, padding))


def decode_wide(content: bytes, order: str) -> Decoded:
    """Text of two or four bytes a character. Raises Refused where the last one is cut short or a pair is broken."""
    try:
        text = content.decode(order).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise Refused(
            f"The file says it is {NAMES[order]}, but byte {error.start + 1:,} does not fit: it did not arrive whole, "
            "or is of mixed encodings. Save it as CSV UTF-8 and upload it again."
        ) from None
    utf_8 = text.encode("utf-8")
    return Decoded(
        utf_8,
        order,
        characters_beyond_ascii(utf_8),
        (Fix("ENCODING", f"The file is in {NAMES[order]}; it was read as that."),),
    )


def decode_bytes(content: bytes) -> Decoded:
    """Text of one or more bytes a character: UTF-8 where all of it is, else what most of its lines are."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        failed_at = error.start + 1
    else:
        return Decoded(content, "utf-8", characters_beyond_ascii(content))
    body = content.removeprefix(codecs.BOM_UTF8)
    strange = body.translate(None, PLAIN_ASCII)
    beyond_ascii = set(strange) - set(LINE_ENDS)
    if not (BEGINS_LIKE_UTF_8.search(strange) and LIKE_UTF_8.search(strange)):
        lines, utf_8_lines = len(STRANGE.findall(strange)), 0  # with all else taken out, a run of them is a line
    else:
        odd = [line for line in body.splitlines() if not line.isascii()]
        lines, utf_8_lines = len(odd), sum(map(is_utf_8, odd))
    if utf_8_lines * 2 >= lines:
        body, pounds = LONE_POUND.subn(b"\xc2\xa3", body)
        mixed = (Fix("MIXED_ENCODINGS", "Some pound signs were in Windows-1252 and were read as that.", pounds),)
        utf_8 = in_utf_8(body, "utf-8")
        return Decoded(utf_8, "utf-8", characters_beyond_ascii(utf_8), mixed if pounds else ())
    may_be_dos = 0x9C in beyond_ascii and len(DOS_POUND.findall(body)) > len(WINDOWS_POUND.findall(body))
    encoding = "cp850" if may_be_dos else "cp1252"
    if not beyond_ascii.isdisjoint(NO_CHARACTER[encoding]):
        _refuse_without_meaning(body, encoding, failed_at)
    read_as = Fix("ENCODING", f"The file is not in UTF-8; it was read as {NAMES[encoding]}.", lines - utf_8_lines)
    if not utf_8_lines:
        utf_8 = with_few_replaced(body, beyond_ascii, encoding) or in_utf_8(body, encoding)
        return Decoded(utf_8, encoding, characters_of(beyond_ascii, encoding), (read_as,))
    utf_8 = b"".join(as_utf_8(line, encoding) for line in body.splitlines(keepends=True))
    mixed = Fix("MIXED_ENCODINGS", "Some lines of the file are in UTF-8 and were read as that.", utf_8_lines)
    return Decoded(utf_8, encoding, characters_beyond_ascii(utf_8), (read_as, mixed))


def characters_beyond_ascii(utf_8: bytes) -> frozenset[str]:
    """Every character of a text in UTF-8 that is not ASCII, surrogates included.

    >>> sorted(characters_beyond_ascii("Café – Bar Café".encode()))
    ['é', '–']
    """
    return frozenset(utf_8.translate(None, ASCII).decode("utf-8", "surrogatepass"))


def characters_of(beyond_ascii: set[int], code_page: str) -> frozenset[str]:
    """What bytes above ASCII are in a code page; one that is no character of it as in `in_utf_8`."""
    return frozenset(bytes(beyond_ascii.difference(LINE_ENDS)).decode(code_page, "surrogateescape"))


def _refuse_without_meaning(body: bytes, encoding: str, failed_at: int) -> None:
    """Raise Refused where most of the lines that are not ASCII hold a byte that is no character of the code page."""
    lines = [line for line in body.splitlines() if not line.isascii()]
    unknown = re.compile(b"[" + NO_CHARACTER[encoding] + b"]")
    if sum(bool(unknown.search(line)) for line in lines) > MOST_UNDECODED_SHARE * len(lines):
        raise Refused(
            f"The file's characters are in no encoding that can be read (byte {failed_at:,} is the first that is not "
            "UTF-8). Open it in Excel, save it as CSV UTF-8 and upload it again."
        )


def with_few_replaced(body: bytes, beyond_ascii: set[int], encoding: str) -> bytes:
    """As `in_utf_8` where only FEW kinds of bytes are not ASCII; b"" where they are more, or stand in each other's way.

    One kind after another is replaced, first those whose UTF-8 holds no byte that is still to be replaced.
    """
    waiting = {byte: in_utf_8(bytes([byte]), encoding) for byte in beyond_ascii}
    ordered: list[tuple[bytes, bytes]] = []
    while waiting and len(beyond_ascii) <= FEW:
        free = [
            byte for byte, utf_8 in waiting.items() if not any(other in utf_8 for other in waiting if other != byte)
        ]
        if not free:
            return b""
        ordered.append((bytes([free[0]]), waiting.pop(free[0])))
    if waiting:
        return b""
    pieces = (body[at : at + AT_ONCE] for at in range(0, len(body), AT_ONCE))
    return b"".join(reduce(lambda piece, swap: piece.replace(*swap), ordered, piece) for piece in pieces)


def is_utf_8(line: bytes) -> bool:
    """Whether a line is UTF-8 from end to end."""
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def in_utf_8(body: bytes, encoding: str) -> bytes:
    """Bytes of an encoding in UTF-8; one that is no character of it becomes U+DC80 to U+DCFF."""
    decode, encode = codecs.getincrementaldecoder(encoding)("surrogateescape").decode, codecs.getencoder("utf-8")
    pieces = (decode(body[at : at + AT_ONCE], at + AT_ONCE >= len(body)) for at in range(0, len(body), AT_ONCE))
    return b"".join(encode(piece, "surrogatepass")[0] for piece in pieces)


def as_utf_8(line: bytes, encoding: str) -> bytes:
    """A line in UTF-8, whichever of UTF-8 and `encoding` it was in."""
    return line if is_utf_8(line) else in_utf_8(line, encoding)


def without_mark(decoded: Decoded) -> Decoded:
    """The text without the byte order mark at its head, once, twice, or encoded over and over, also inside a quote."""
    found = MARK.match(decoded.utf_8[:MARK_WITHIN_BYTES].decode("utf-8", "replace"))
    if not found:
        return decoded
    noted = Fix("BYTE_ORDER_MARK", "An invisible mark before the first heading was taken off.")
    rest = decoded.utf_8[len(found[0].encode("utf-8")) :]
    return replace(decoded, utf_8=found[1].encode("utf-8") + rest, fixes=(noted, *decoded.fixes))


def mend_controls(decoded: Decoded) -> Decoded:
    """Characters U+0080 to U+009F, which nobody types, read as the Windows-1252 characters that they once were."""
    if decoded.beyond_ascii.isdisjoint(ARE_CONTROLS) or not A_CONTROL.search(decoded.utf_8):
        return decoded
    lines = sum(bool(A_CONTROL.search(line)) for line in decoded.utf_8.splitlines())
    utf_8 = CONTROLS.sub(lambda found: windows_character(found[0].decode("utf-8")).encode("utf-8"), decoded.utf_8)
    mended = Fix(
        "CONTROL_CHARACTERS", "Dashes and quotation marks that had become control characters were restored.", lines
    )
    found = characters_beyond_ascii(utf_8)
    return replace(decoded, utf_8=utf_8, beyond_ascii=found, fixes=(*decoded.fixes, mended))


def windows_character(controls: str) -> str:
    """The character that a C1 control was in Windows-1252, or that two or three letters were in UTF-8.

    A control at one of the five places where Windows-1252 has no character stays as it is.

    >>> windows_character("\\x96"), windows_character("\\x80\\x99")
    ('–', '’')
    """
    if len(controls) > 1:
        return bytes([0xE2, 0x80, ord(controls[-1])]).decode("utf-8")
    return bytes([ord(controls)]).decode("cp1252", "ignore") or controls
