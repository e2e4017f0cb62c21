"""Bytes become characters, and what was mended is said."""

import random

import pytest

from procurement.spend.findings import Refused
from procurement.spend.texts import encoding

HEADING = "Supplier,Net Amount(£)\n"
MARK = b"\xef\xbb\xbf"


@pytest.mark.parametrize(
    ("content", "text", "read_as", "rules"),
    [
        pytest.param(b"a,b\n", "a,b\n", "utf-8", [], id="plain ASCII"),
        pytest.param(HEADING.encode(), HEADING, "utf-8", [], id="UTF-8"),
        pytest.param(MARK + b"a,b", "a,b", "utf-8", ["BYTE_ORDER_MARK"], id="byte order mark"),
        pytest.param(MARK * 2 + b"a", "a", "utf-8", ["BYTE_ORDER_MARK"], id="byte order mark twice"),
        pytest.param("ï»¿a".encode(), "a", "utf-8", ["BYTE_ORDER_MARK"], id="mark encoded twice"),
        pytest.param("Ã¯Â»Â¿a".encode(), "a", "utf-8", ["BYTE_ORDER_MARK"], id="mark encoded thrice"),
        pytest.param('"ï»¿a",b'.encode(), '"a",b', "utf-8", ["BYTE_ORDER_MARK"], id="mark inside a quote"),
        pytest.param(HEADING.encode("utf-16"), HEADING, "utf-16-le", ["ENCODING"], id="UTF-16 with its mark"),
        pytest.param(HEADING.encode("utf-16-be"), HEADING, "utf-16-be", ["ENCODING"], id="UTF-16 without a mark"),
        pytest.param(HEADING.encode("cp1252"), HEADING, "cp1252", ["ENCODING"], id="Windows-1252"),
        pytest.param(HEADING.encode("cp850"), HEADING, "cp850", ["ENCODING"], id="pound sign of a DOS code page"),
        pytest.param(b"Caf\xe9 Ltd,\x9c1.00\n", "CafÚ Ltd,£1.00\n", "cp850", ["ENCODING"], id="DOS pound on a number"),
        pytest.param(b"Caf\xe9 \x9cuvre\n", "Café œuvre\n", "cp1252", ["ENCODING"], id="a ligature is no pound"),
        pytest.param(
            "Redacted \x96 Data,O\x92Neill\n".encode(),
            "Redacted – Data,O’Neill\n",
            "utf-8",
            ["CONTROL_CHARACTERS"],
            id="C1",
        ),
        pytest.param(
            "Children\xe2\x80\x99s\n".encode(), "Children’s\n", "utf-8", ["CONTROL_CHARACTERS"], id="UTF-8 as Latin-1"
        ),
        pytest.param(
            b"a\xa3\nb\xa3\nc\xc2\xa3\n",
            "a£\nb£\nc£\n",
            "cp1252",
            ["ENCODING", "MIXED_ENCODINGS"],
            id="one line in UTF-8",
        ),
    ],
)
def test_decoding(content: bytes, text: str, read_as: str, rules: list[str]) -> None:
    decoded = encoding.decode(content)
    assert (decoded.text, decoded.encoding, [fix.rule for fix in decoded.fixes]) == (text, read_as, rules)


def test_a_stray_byte_in_a_utf_8_file_is_left_for_its_row_to_be_held() -> None:
    decoded = encoding.decode("Café\nCafé\n".encode() + b"Caf\xe9\n")
    assert decoded.encoding == "utf-8"
    assert encoding.NOT_DECODED.findall(decoded.text) == ["\udce9"]


def test_a_pound_sign_of_windows_in_a_utf_8_file_is_read_where_a_sum_follows() -> None:
    decoded = encoding.decode("Café,£1\nCafé,£2\nCafé\n".encode() + b"Bar,\xa33.00\nBar,-\xa3 4\nBar,ca\xa3e\n")
    assert (decoded.encoding, decoded.text.count("£"), [fix.lines for fix in decoded.fixes]) == ("utf-8", 4, [2])
    assert encoding.NOT_DECODED.findall(decoded.text) == ["\udca3"], "one in a word is left"


@pytest.mark.parametrize("order", ["utf-32-le", "utf-32-be"])
def test_text_of_four_bytes_a_character_is_read_by_its_mark(order: str) -> None:
    decoded = encoding.decode("\ufeffCafé,£1\n".encode(order))
    assert (decoded.text, decoded.encoding, [fix.rule for fix in decoded.fixes]) == ("Café,£1\n", order, ["ENCODING"])


def test_bytes_of_no_encoding_are_refused_with_the_first_that_fails() -> None:
    with pytest.raises(Refused, match="byte 3 "):
        encoding.decode(b"a,\x81\x8d\nb,\x90\n")


def test_utf_16_cut_short_is_refused() -> None:
    with pytest.raises(Refused, match="did not arrive whole"):
        encoding.decode("a,b\nc,d\n".encode("utf-16") + b"e")


@pytest.mark.parametrize("encoding_name", ["cp1252", "cp850"])
def test_the_bytes_without_meaning_are_those_that_python_cannot_decode(encoding_name: str) -> None:
    every = bytes(range(256)).decode(encoding_name, "surrogateescape")
    fails = [number for number, character in enumerate(every) if encoding.NOT_DECODED.match(character)]
    assert bytes(fails) == encoding.NO_CHARACTER[encoding_name]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_lines_that_are_not_ascii_are_counted_whether_or_not_one_may_be_utf_8(ends: str) -> None:
    text = ends.join(["£1 and £2", "plain", "", "café", "plain"])
    windows = f"{text}{ends}£3".encode("cp1252")
    assert [fix.lines for fix in encoding.decode(windows).fixes] == [3]
    assert [fix.lines for fix in encoding.decode(windows.replace(b"\xe9", b"\xa3")).fixes] == [3]


@pytest.mark.parametrize("seed", range(200))
def test_no_line_in_utf_8_is_overlooked(seed: int) -> None:
    draw = random.Random(seed)
    characters = ["a", "é", "£", "€", "Ã", "Â", "ß", "😀", "\r", "\n", "\r\n"]
    said = [draw.choice(characters) for _ in range(draw.randint(1, 30))]
    body = b"".join(one.encode(draw.choice(["utf-8", "cp1252"]), "ignore") for one in said)
    odd = [line for line in body.splitlines() if not line.isascii()]
    strange = body.translate(None, encoding.PLAIN_ASCII)
    if any(map(encoding.is_utf_8, odd)):
        assert encoding.LIKE_UTF_8.search(strange)
    assert len(encoding.STRANGE.findall(strange)) == len(odd)


@pytest.mark.parametrize("encoding_name", ["cp1252", "cp850"])
@pytest.mark.parametrize("seed", range(40))
def test_few_bytes_replaced_give_what_decoding_gives(encoding_name: str, seed: int) -> None:
    draw = random.Random(seed)
    kinds = draw.sample(range(0x80, 0x100), draw.randint(1, 4))
    body = bytes(draw.choice([*kinds, *b"Ab,\n"]) for _ in range(200)) + bytes(kinds)
    few = encoding.with_few_replaced(body, set(kinds), encoding_name)
    assert few in (b"", encoding.in_utf_8(body, encoding_name))


def test_pounds_and_apostrophes_are_replaced_and_bytes_in_each_others_way_are_not() -> None:
    body = "£5 for Adults’ Services".encode("cp1252")
    assert encoding.with_few_replaced(body, {0xA3, 0x92}, "cp1252") == "£5 for Adults’ Services".encode()
    assert encoding.with_few_replaced(b"\x80\x82", {0x80, 0x82}, "cp1252") == b"", "each stands in the other's UTF-8"
    assert encoding.with_few_replaced(bytes(range(0xE0, 0xF0)), set(range(0xE0, 0xF0)), "cp1252") == b"", "too many"


@pytest.mark.parametrize(
    "content",
    ["Café – bar".encode(), "Café £ ’".encode("cp1252"), b"caf\x82 \x9c1.00\n", "Café\nŠ\n".encode("utf-16"), b"plain"],
)
def test_no_character_is_in_a_text_that_is_not_told_of(content: bytes) -> None:
    decoded = encoding.decode(content)
    assert decoded.beyond_ascii == {character for character in decoded.text if not character.isascii()}
