"""What is money, decided slowly: a text becomes whole pence by Decimal, or None."""

import re
from decimal import Decimal

from tests.oracle.slow_text import spaced

MINUS_SIGNS = "‐‑‒–—―−﹣－"
POUND_WORDS = ("£", "gbp", "sterling", "\x9c", "œ", "â", "\ufffd")
OTHER_MONEY = re.compile(r"€|\$|¥|\b(eur|euros?|usd|chf|aud|cad|jpy|sek|nok|dkk)\b|^(eur|usd)|(eur|usd)$")
GROUPED = re.compile(r"([0-9]{1,3}(,[0-9]{3})+|[0-9]{1,3}( [0-9]{3})+|[0-9]*)(\.[0-9]*)?")
MOST_POUNDS = 10_000_000_000
NOISE = Decimal("0.000001")


def pence_of(text: str) -> int | None:
    """The pence that an amount comes to; None where it is none, or not to the penny, or beyond any payment."""
    plain = spaced("".join("-" if letter in MINUS_SIGNS else letter for letter in text)).casefold()
    if OTHER_MONEY.search(plain):
        return None
    for word in POUND_WORDS:
        plain = plain.replace(word, "")
    plain = re.sub(r"^\s*([-(]?)\s*\?", r"\1", plain).strip(" ")
    number, signs = unsigned(plain)
    pounds = pounds_of(number)
    if pounds is None or signs > 1:
        return None
    pence = int(pounds * 100)
    return -pence if signs else pence


def unsigned(plain: str) -> tuple[str, int]:
    """A number without brackets, CR, DR and minus signs, and how many of these said it is a credit; "<1>" is one."""
    signs = 0
    if re.fullmatch(r"\(.*\)|<[^<>]*>", plain) and len(plain) > 1:
        plain, signs = plain.strip("()<>").strip(" "), 1
        if plain.startswith("-") and plain.count("-") == 1 and not re.search(r"cr\.?$", plain):
            signs = 0  # brackets around a minus are one mark: the minus is counted below
    plain = re.sub(r"^dr[. ]+|\s*dr\.?$", "", plain)
    if re.search(r"cr\.?$", plain):
        signs += 1
    plain = re.sub(r"\s*cr\.?$", "", plain).strip(" ")
    if re.search(r"^-|-$", plain):
        signs += plain.count("-")
    return re.sub(r" ?-$", "", re.sub(r"^[+-] ?", "", plain)).strip(" "), signs


def pounds_of(number: str) -> Decimal | None:
    """An unsigned number; None where it is none, or has three decimals, or more that are no whole penny."""
    if not GROUPED.fullmatch(number) or not re.search("[0-9]", number):
        return None
    exact = Decimal(number.replace(",", "").replace(" ", ""))
    decimals, pennies = len(number.partition(".")[2]), round(exact, 2)
    if pennies > MOST_POUNDS or decimals == 3 or (decimals > 3 and abs(exact - pennies) > NOISE):
        return None
    return pennies
