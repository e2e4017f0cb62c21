"""A supplier's name as published becomes its parts: the core, a trading or former name, a branch, a legal form.

Text after the legal form is a branch; a bracketed place before it is part of the name. Marks such as DO NOT USE,
vendor codes in front and references behind carry no identity. A payment to a financier RE somebody is that body's.
"""

import re

import polars as pl

from procurement.suppliers import bare_words, full_words, other_names, own_initials
from procurement.suppliers.reference import SupplierReference
from procurement.suppliers.rewriting import by_distinct, places, repeated, replaced, rewrite

NAME_PARTS = pl.Schema(
    {
        "name": pl.String(),
        "core": pl.String(),
        "alias": pl.String(),
        "alias_form": pl.String(),
        "branch": pl.String(),
        "form": pl.String(),
        "other_name": pl.String(),
    }
)
"""A distinct published name and its parts in canonical words, "" where absent; `form` is LIMITED, PLC, LLP …

alias: a trading or former name. alias_form: the legal form that it ends with, which makes a company's own name of it.
other_name: the one that was published, where the core is the present name of its body."""

TRADES_AS = r"T\s?[/\\.]\s?AS?\b\.?|T-A\b|TRADING AS\b|TRADING UNDER\b|T A\b"
KNOWN_AS = r"\b(?:FORMERLE?Y|PREVIOUSLY|NOW|ALSO) KNOWN AS\b"
CALLED = r"KNOWN AS\b|FORMERLE?Y\b|PREVIOUSLY\b|[AF]/K/A\b"
"""What announces another name of the same body, former names among them, which take the part of trading names."""
TRADING_AS = rf"[\s,(]+(?:{TRADES_AS}|{CALLED})[\s:]*"
HAS_TRADING_NAME = rf"^(.*(?:[^\s]{{3}}|[^\s] +[^\s]{{2}})){TRADING_AS}(.+)$"
VENDOR_CODE = r"^[\[(]?(?:\d{5,}|[A-Z]{2,6}\d{3,}|[A-Z]\d{5,})[\])]?\s*[-:]?\s*([A-Z&'. ]*[A-Z]{3}.*)$"
ACCOUNT = r"\s*[(\[]?\b(?:A/?C|ACC|ACCT|REF|NO)?[ .:]?\d{5,}[)\]]?"
BRACKETED_NUMBER = r"\s*\((?:\d{3}|[03-9]\d{3}|1[0-8]\d\d|2[1-9]\d\d|\d{5,})\)"
NOTED = r"^.*?[A-Z]{2}.*?[#~](.*[A-Z]{2}.*)$"
"""Words behind # or ~, which a file's maker put there as a note."""
TRAILING_REFERENCE = rf"(?:\s*[#~].*|{ACCOUNT}|{BRACKETED_NUMBER})\s*$"
SHOP = r"(?:STORES?|SUPERSTORES?|SUPERMARKETS?|SUPERMKTS?|S/?MKTS?|PFS|PAY AT PUMP|S/?STN|PETROL)"
OUTLET = rf"^(?:(.*\b{SHOP})[ #-]*(\d{{3,4}})|(.*[A-Z]{{2}}.*?)[ #-]+(0\d{{2,3}}))$"
"""A chain's shop by its number, as card payments have it: behind a word for a shop, or a nought first."""
CARD_READER = r"^(?:SQ|SUM ?UP|IZ|IZETTLE|ZETTLE|ZTL|PAYPAL|PP|NCS|STRIPE|SP|WPY) ?\* ?([A-Z0-9])"
"""Who took a card payment for the payee, whose name stands behind the star (SumUp, Square, Zettle, PayPal)."""
WEB_ADDRESS = r"^(?:HTTPS?://)?WWW\.([A-Z0-9-]{3,})(?:\.[A-Z./]*)?( .*)?$"
"""A name in a web address, of which a card payment's field may have cut the end (WWW.OAKFERN.C)."""
LETTERS = {"Ø": "O", "Æ": "AE", "Œ": "OE", "Ł": "L", "Đ": "D", "Ð": "D", "Þ": "TH", "ẞ": "SS", "ß": "SS", "ı": "I"}
"""Letters that are no letter with an accent (Unicode has no decomposition of them), as English writes them."""
UNTIDY = r"[^!-~ ]|  |^ | $"
DAMAGED = r"[^\x00-\x7F]|`|\\XB4|&AMP;"
EDGES = r"^[ \-*:,;.]|[ \-*:,;.]$"
SPELT_OUT = ("core", "alias", "branch")
NOTHING = r"[^\s\S]"
FINANCED = r"^(.{4,}?)[\s(]+RE[\s:]+(.{3,})$"


def split(names: pl.Series, reference: SupplierReference) -> pl.DataFrame:
    """NAME_PARTS, a row a name of `names` (distinct, none null), in the order given; no names give no rows."""
    name = names.cast(pl.String).alias("name")
    tidy = tidied(name)
    bare = drop_marks(tidy, reference)
    numbered = bare.str.contains(OUTLET)
    text = follow_financed(rewrite(bare, numbered, lambda one: one.str.replace(OUTLET, "$1$3")), reference)
    text = replaced(text, KNOWN_AS, "KNOWN AS")
    is_trading = text.str.contains(TRADING_AS)
    core = rewrite(text, is_trading, lambda one: pl.coalesce(one.str.extract(HAS_TRADING_NAME, 1), one))
    traded = text.filter(is_trading).str.extract(HAS_TRADING_NAME, 2).fill_null("")
    both = part_at_legal_form(bare_words.of(pl.concat([core, traded])), reference)
    parted, aliases = with_notes(both.head(text.len()), tidy, bare), both.slice(text.len())
    alias, alias_form = (
        repeated("", text.len()).scatter(places(is_trading), aliases[part]) for part in ("core", "form")
    )
    formed = put_back_cut_form(parted.with_columns(name, alias=alias, alias_form=alias_form))
    formed = formed.with_columns(own_initials.drop(formed["core"]))
    written = pl.concat([formed[part] for part in SPELT_OUT])
    full = by_distinct(written, lambda some: full_words.spelt_out(some, reference))
    worded = formed.with_columns(
        full.slice(at * text.len(), text.len()).alias(part) for at, part in enumerate(SPELT_OUT)
    )
    return other_names.follow(worded, reference).select(NAME_PARTS.names())


def with_notes(parted: pl.DataFrame, tidy: pl.Series, bare: pl.Series) -> pl.DataFrame:
    """What stands behind #, or a shop's number, as the branch of names that have none: it is told and not lost.

    tidy, bare: the names with marks on the record and without.
    """
    branch = parted["branch"]
    for texts, pattern, groups in ((tidy, NOTED, (1,)), (bare, OUTLET, (2, 4))):
        noted = texts.str.contains(pattern) & (branch == "")
        if noted.any():
            some = texts.filter(noted).to_frame("text")
            note = pl.coalesce(pl.col("text").str.extract(pattern, group) for group in groups)
            branch = branch.clone().scatter(places(noted), bare_words.of(some.select(note).to_series()))
    return parted.with_columns(branch=branch)


def tidied(texts: pl.Series) -> pl.Series:
    """Upper case, accents folded, damage of bad transcoding mended, one space between words, no CARD_READER."""
    upper = texts.str.to_uppercase()
    mended = rewrite(upper, upper.str.contains(DAMAGED), mend)
    spaced = mended.str.contains(UNTIDY)
    text = rewrite(mended, spaced, lambda one: one.str.replace_all(r"[^!-~]+", " ").str.strip_chars())
    return rewrite(text, text.str.contains(CARD_READER), lambda one: one.str.replace(CARD_READER, "$1"))


def mend(text: pl.Expr) -> pl.Expr:
    """Quotation marks and ampersands as they were meant; letters without their accents, Ø as O and Æ as AE."""
    text = text.str.replace_all(r"\\XB4|[’‘`´ʼ\x{91}\x{92}]", "'").str.replace_all("&AMP;", "&", literal=True)
    plain = text.str.replace_many(list(LETTERS), list(LETTERS.values()))
    folded = plain.str.normalize("NFKD").str.replace_all(r"\p{M}+", "")
    return pl.when(text.str.contains(r"[^\x00-\x7F]")).then(folded).otherwise(text)


def drop_marks(texts: pl.Series, reference: SupplierReference) -> pl.Series:
    """Take away what of a WEB_ADDRESS is no name, marks on the record, a vendor code in front, references behind."""
    bare = rewrite(texts, texts.str.contains(WEB_ADDRESS), lambda one: one.str.replace(WEB_ADDRESS, "$1$2"))
    marks, forms = reference.once(patterns_of_marks)
    if marks:
        bare = replaced(bare, marks, " ")
        bare = rewrite(bare, bare.str.contains(EDGES), lambda text: text.str.strip_chars(" -*:,;."))
    coded = bare.str.contains(VENDOR_CODE)
    if coded.any():
        names_none = bare.filter(coded).str.extract(VENDOR_CODE, 1).str.contains(forms)
        coded = coded.scatter(places(coded), ~names_none)
    named = rewrite(bare, coded, lambda text: text.str.extract(VENDOR_CODE, 1))
    referred = named.str.contains(TRAILING_REFERENCE)
    named = rewrite(named, referred, lambda text: text.str.replace(TRAILING_REFERENCE, ""))
    named = rewrite(named, named.str.contains(EDGES), lambda text: text.str.strip_chars(" -*:,;"))
    return named.zip_with(named.str.contains(r"[A-Z]{2}"), texts)


def are_marked(names: pl.Series, reference: SupplierReference) -> pl.Series:
    """Whether each name is none to show: it carries a mark of name_marks.csv (DO NOT USE), or a financier's name."""
    marks, _ = reference.once(patterns_of_marks)
    tidy = tidied(names)
    is_marked = tidy.str.contains(marks or NOTHING)
    return is_marked | (tidy != follow_financed(tidy, reference))


def patterns_of_marks(reference: SupplierReference) -> tuple[str, str]:
    """A pattern of any mark on the record, "" where there is none, and one of what behind a number is no name."""
    forms = "|".join(reference.legal_forms["written"])
    return "|".join(reference.name_marks["pattern"]), rf"^(?:{forms}|GROUP|UK)\b"


def follow_financed(texts: pl.Series, reference: SupplierReference) -> pl.Series:
    """What stands after RE where an invoice financier stands before it; otherwise the text itself."""
    financed = texts.str.contains(FINANCED)
    if not financed.any():
        return texts
    words = "|".join(reference.factoring_words["pattern"]) or "(?:)"
    by_financier = texts.filter(financed).str.extract(FINANCED, 1).str.contains(rf"\b(?:{words})\b")
    financed = financed.scatter(places(financed), by_financier)
    return rewrite(texts, financed, lambda text: text.str.extract(FINANCED, 2))


def part_at_legal_form(texts: pl.Series, reference: SupplierReference) -> pl.DataFrame:
    """core, form and branch of texts without punctuation: what stands before the legal form, and behind it.

    A form at the end is tried first, so that a name with a form in the middle and another at the end keeps both halves.
    """
    ends, splits, tail, inner = reference.once(form_patterns)
    core = rewrite(texts, texts.str.contains(tail), lambda text: text.str.replace(tail, ""))
    is_ended = (core.str.len_bytes() < texts.str.len_bytes()) & core.str.contains("[A-Z0-9]{2}")
    is_short = (core.str.len_bytes() < texts.str.len_bytes()) & ~is_ended
    pairs = pl.DataFrame({"text": texts, "core": core}).filter(is_ended)
    behind = pairs.select("XX" + pl.col("text").str.slice(pl.col("core").str.len_chars())).to_series()
    written = by_distinct(behind, lambda some: some.str.extract(ends, 2))
    found = pl.DataFrame({"core": core, "written": repeated("", texts.len()).scatter(places(is_ended), written)})
    forms = reference.once(forms_written)
    is_rare = is_short | (~is_ended & texts.str.contains(inner))
    if not is_rare.any():
        return found.select("core", form=found["written"].replace(forms), branch=repeated("", texts.len()))
    rare = places(is_rare)
    slow = (
        texts.gather(rare)
        .to_frame("text")
        .select(
            core=pl.coalesce(pl.col("text").str.extract(ends, 1), pl.col("text").str.extract(splits, 1), "text"),
            written=pl.coalesce(pl.col("text").str.extract(ends, 2), pl.col("text").str.extract(splits, 2), pl.lit("")),
            branch=pl.when(pl.col("text").str.contains(ends))
            .then(pl.lit(""))
            .otherwise(pl.col("text").str.extract(splits, 3)),
        )
    )
    return found.select(
        core=found["core"].clone().scatter(rare, slow["core"]),
        form=found["written"].clone().scatter(rare, slow["written"]).replace(forms),
        branch=repeated("", texts.len()).scatter(rare, slow["branch"].fill_null("")),
    )


def forms_written(reference: SupplierReference) -> dict[str, str]:
    """The legal form by each way in which it is written."""
    return dict(zip(reference.legal_forms["written"], reference.legal_forms["form"], strict=True))


def put_back_cut_form(parted: pl.DataFrame) -> pl.DataFrame:
    """LIMITED where nothing but an L is left of it, as at the end of a name that was cut off."""
    is_cut = (parted["name"].str.len_chars() >= 25) & parted["core"].str.contains(r". L$")
    core = rewrite(parted["core"], is_cut, lambda text: text.str.head(-2))
    return parted.with_columns(core=core, form=pl.when(is_cut).then(pl.lit("LIMITED")).otherwise("form"))


def form_patterns(reference: SupplierReference) -> tuple[str, str, str, str]:
    """Patterns of a legal form that ends the name, and of one inside it with a branch behind; then the forms alone."""
    by_length = reference.legal_forms.sort(pl.col("written").str.len_chars(), "written", descending=[True, False])
    anywhere = by_length.filter(pl.col("place") == "anywhere")["written"]
    every, inner = (
        "|".join(re.escape(form).replace(r"\ ", " ") for form in forms) for forms in (by_length["written"], anywhere)
    )
    before = r"^(.*?[A-Z0-9]{2}.*?)"
    ends, splits = rf"{before} ({every})(?: (?:{every}))*$", rf"{before} ({inner}) (.+)$"
    return ends, splits, rf"(?: (?:{every}))+$", rf" (?:{inner}) "


def as_wholes(names: pl.Series) -> pl.Series:
    """Names as wholes, in bare words: no THE, and LTD as LIMITED; a name that has no other word is tidied alone.

    What stands behind LIMITED or PLC is a branch or a trading name: no two companies can have what stands before it
    (Companies Act 2006, section 66).

    >>> as_wholes(pl.Series(["The Care Service, Ltd. (Acorn Wing)"])).to_list()
    ['CARE SERVICE LIMITED']
    """
    tidy = tidied(names)
    words = bare_words.of(tidy).str.replace_all(r"\bTHE\b", " ").str.replace_all(r"\bLTD\b", "LIMITED")
    words = words.str.replace(r"(\w+ (?:LIMITED|PLC)) .*$", "$1")
    words = words.str.replace_all(" +", " ").str.strip_chars()
    return words.zip_with(words != "", tidy)
