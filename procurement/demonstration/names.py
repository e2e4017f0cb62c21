"""Names that nobody bears: coined words with a trade and a legal form after them."""

import numpy as np

ONSETS = """
Adrim Ambrus Arvo Belch Brint Brundle Calver Cawst Clemb Corv Dabr Delph Dortle Drax Dunnock Ebb Eddl Elv Embr
Farl Fenk Flax Fosk Gand Garv Glain Grimb Gulv Hald Harb Hesk Hobb Hurv Ibb Inch Ivel Jarv Jess Kelb Kerd Kimm
Knav Lanv Larg Lemb Lodd Lusk Mabb Marl Medl Mirf Mulb Nabb Nesk Nimb Norv Nunk Obb Olv Orm Osk Pard Pell Pind
Plum Quarr Quell Quill Ravv Reddl Rimb Rosk Rundle Sabr Selv Skeld Snarr Spald Sturv Tamb Tavv Thirl Tolv Trund
Ulv Umbr Ustl Valv Vend Virl Vosk Wabr Welv Wimbl Wreth Yald Yelv Yockl Zand Zell
"""
ENDINGS = """
aby acre ander arch beck berry bourne brace brook burn combe cotes croft dale dene drift ern fall fern field
firth fold garth gate glade grove hanger haven hythe island keld kirk lade lathe ledge loft march meadow mire
moor nook oak orchard pool ridge rook sett shaw slade spire stile sward tarn thwaite trow vane wain weald wharf
wyke yard
"""
LEGAL_FORMS = {
    "company": ("Limited", "Limited", "Limited", "Limited", "Limited", "Limited", "PLC", "LLP"),
    "llp": ("LLP", "LLP", "Limited"),
    "plc": ("PLC",),
    "charity": ("", "Charity", "CIC", "Limited"),
    "sole trader": ("",),
    "public body": ("",),
}
PATTERNS = (
    "{one} {trade}",
    "{one} {trade}",
    "{one} {trade}",
    "{one} {trade}",
    "{one} & {two} {trade}",
    "The {one} {trade}",
)
FAMILY_PATTERNS = ("{initial} {one} T/A {two} {trade}", "{one} {trade}", "{initial} {one}", "{one} & Sons {trade}")
PERSON_PATTERN = "{initial} {one}"


def coin_words(rng: np.random.Generator) -> list[str]:
    """Every onset with every ending, in an order that the seed decides; no word comes twice."""
    words = sorted({onset + ending for onset in ONSETS.split() for ending in ENDINGS.split()})
    return [words[at] for at in rng.permutation(len(words))]


def invent(trades: list[str], owners: list[str], rng: np.random.Generator) -> list[str]:
    """A name for each supplier, all different; the first suppliers have a coined word of their own.

    trades: the words of a supplier's trade; owners: company, llp, plc, charity, sole trader, public body, person or
    pseudo. A pseudo-supplier is called by its trade as it stands, and may come more than once.
    """
    words = coin_words(rng)
    draws = rng.random((len(trades), 4))
    taken: set[str] = set()
    names: list[str] = []
    for at, (trade, owner) in enumerate(zip(trades, owners, strict=True)):
        one, two = words[at % len(words)], words[-1 - at % (len(words) // 3)]
        name = trade if owner == "pseudo" else _unused(one, two, trade, owner, draws[at], taken)
        taken.add(name)
        names.append(name)
    return names


def _unused(one: str, two: str, trade: str, owner: str, draw: np.ndarray, taken: set[str]) -> str:
    name = _name(one, two, trade, owner, draw)
    while name in taken:
        one = f"{one}-{two}" if "-" not in one else f"New {one}"
        name = _name(one, two, trade, owner, draw)
    return name


def _name(one: str, two: str, trade: str, owner: str, draw: np.ndarray) -> str:
    patterns = {"sole trader": FAMILY_PATTERNS, "person": (PERSON_PATTERN,), "public body": ("{one} {trade}",)}
    initial = "ABCDEGHJKLMNPRSTW"[int(draw[2] * 17)]
    pattern = _pick(patterns.get(owner, PATTERNS), draw[0])
    form = _pick(LEGAL_FORMS.get(owner, ("",)), draw[1])
    return f"{pattern.format(one=one, two=two, trade=trade, initial=initial)} {form}".strip()


def _pick(choices: tuple[str, ...], draw: float) -> str:
    return choices[int(draw * len(choices))]
