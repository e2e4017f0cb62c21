"""A supplier's name as published becomes its parts: the core, a trading name, a branch, a legal form.

Text after the legal form is a branch; a bracketed place before it is part of the name. Marks such as DO NOT USE,
vendor codes in front and references behind carry no identity. A payment to a financier RE somebody is that body's.
"""

import re

import polars as pl

from procurement.suppliers.reference import SupplierReference

NAME_PARTS = pl.Schema(
    {"name": pl.String(), "core": pl.String(), "alias": pl.String(), "branch": pl.String(), "form": pl.String()}
)
"""A distinct published name and its parts in canonical words, "" where absent; `form` is LIMITED, PLC, LLP …"""

TRADING_AS = r"[\s,(]+(?:T\s?[/\\.]\s?AS?\b\.?|T-A\b|TRADING AS\b|TRADING UNDER\b|T A\b)[\s:]*"
HAS_TRADING_NAME = rf"^(.*[^\s]{{3}}){TRADING_AS}(.+)$"
VENDOR_CODE = r"^(?:\d{5,}|[A-Z]{2,6}\d{3,}|[A-Z]\d{5,})\s*[-:]?\s*([A-Z&'. ]*[A-Z]{3}.*)$"
ACCOUNT = r"\s*[(\[]?\b(?:A/?C|ACC|ACCT|REF|NO)?[ .:]?\d{5,}[)\]]?"
BRACKETED_NUMBER = r"\s*\((?:\d{3}|[03-9]\d{3}|1[0-8]\d\d|2[1-9]\d\d|\d{5,})\)"
TRAILING_REFERENCE = rf"(?:\s*[#~].*|{ACCOUNT}|{BRACKETED_NUMBER})\s*$"
FINANCED = r"^(.{4,}?)[\s(]+RE[\s:]+(.{3,})$"


def split(names: pl.Series, reference: SupplierReference) -> pl.DataFrame:
    """NAME_PARTS, a row a name of `names` (distinct, none null), in the order given; no names give no rows."""
    frame = pl.DataFrame({"name": names.cast(pl.String)})
    tidied = frame.with_columns(text=tidy("name")).with_columns(text=drop_marks("text", reference))
    shared = tidied.with_columns(text=follow_financed("text", reference))
    parted = shared.with_columns(
        core=pl.coalesce(pl.col("text").str.extract(HAS_TRADING_NAME, 1), "text"),
        alias=pl.col("text").str.extract(HAS_TRADING_NAME, 2).fill_null(""),
    )
    formed = part_at_legal_form(parted, reference)
    worded = spell_out(formed, ("core", "alias", "branch"), reference)
    return follow_known_names(worded, reference).select(NAME_PARTS.names())


def tidy(column: str) -> pl.Expr:
    """Upper case, accents folded, damage of bad transcoding mended, one space between words."""
    text = pl.col(column).str.to_uppercase()
    text = text.str.replace_all(r"\\XB4|[’‘`´ʼ\x{91}\x{92}]", "'").str.replace_all("&AMP;", "&", literal=True)
    folded = text.str.normalize("NFKD").str.replace_all(r"\p{M}+", "")
    text = pl.when(text.str.contains(r"[^\x00-\x7F]")).then(folded).otherwise(text)
    return text.str.replace_all(r"[^!-~]+", " ").str.strip_chars()


def drop_marks(column: str, reference: SupplierReference) -> pl.Expr:
    """Take away marks on the record, a vendor code in front and account references behind."""
    text = pl.col(column)
    marks = "|".join(reference.name_marks["pattern"])
    bare = text.str.replace_all(marks, " ").str.strip_chars(" -*:,;.") if marks else text
    uncoded = bare.str.extract(VENDOR_CODE, 1)
    forms = "|".join(reference.legal_forms["written"])
    only_form = uncoded.str.contains(rf"^(?:{forms}|GROUP|UK)\b")
    named = pl.when(uncoded.is_null() | only_form).then(bare).otherwise(uncoded)
    named = named.str.replace(TRAILING_REFERENCE, "").str.strip_chars(" -*:,;")
    return pl.when(named.str.contains(r"[A-Z]{2}")).then(named).otherwise(text)


def follow_financed(column: str, reference: SupplierReference) -> pl.Expr:
    """What stands after RE where an invoice financier stands before it; otherwise the text itself."""
    text = pl.col(column)
    words = "|".join(reference.factoring_words["pattern"]) or "(?!)"
    financier = text.str.extract(FINANCED, 1).str.contains(rf"\b(?:{words})\b").fill_null(value=False)
    return pl.when(financier).then(text.str.extract(FINANCED, 2)).otherwise(text)


def part_at_legal_form(parted: pl.DataFrame, reference: SupplierReference) -> pl.DataFrame:
    """Add `form` and `branch`, and leave core and alias without their legal form.

    A form at the end is tried first, so that a name with a form in the middle and another at the end keeps both halves.
    """
    ends, splits = form_patterns(reference)
    plain = parted.with_columns(strip_punctuation(name).alias(name) for name in ("core", "alias"))
    forms = dict(zip(reference.legal_forms["written"], reference.legal_forms["form"], strict=True))
    core = pl.col("core")
    found = plain.with_columns(
        written=pl.coalesce(core.str.extract(ends, 2), core.str.extract(splits, 2)).fill_null(""),
        branch=pl.when(core.str.contains(ends)).then(pl.lit("")).otherwise(core.str.extract(splits, 3).fill_null("")),
        core=pl.coalesce(core.str.extract(ends, 1), core.str.extract(splits, 1), core),
        alias=pl.coalesce(pl.col("alias").str.extract(ends, 1), pl.col("alias").str.extract(splits, 1), "alias"),
    )
    cut = pl.when(pl.col("name").str.len_chars() >= 25).then(found["core"].str.extract(r"^(.+) L$")).otherwise(None)
    return found.with_columns(
        core=pl.coalesce(cut, "core"),
        form=pl.when(cut.is_not_null()).then(pl.lit("LIMITED")).otherwise(pl.col("written").replace(forms)),
    )


def form_patterns(reference: SupplierReference) -> tuple[str, str]:
    """Two patterns: a legal form that ends the name, and one inside it with a branch behind."""
    by_length = reference.legal_forms.sort(pl.col("written").str.len_chars(), "written", descending=[True, False])
    anywhere = by_length.filter(pl.col("place") == "anywhere")["written"]
    every, inner = (
        "|".join(re.escape(form).replace(r"\ ", " ") for form in forms) for forms in (by_length["written"], anywhere)
    )
    before = r"^(.*?[A-Z0-9]{2}.*?)"
    return rf"{before} ({every})(?: (?:{every}))*$", rf"{before} ({inner}) (.+)$"


def strip_punctuation(column: str) -> pl.Expr:
    """Words only: & becomes AND, apostrophes go, initials written apart or with stops are put together."""
    text = pl.col(column).str.replace_all("['\"]", "").str.replace_all(r"[&+]", " AND ")
    text = text.str.replace_all(r"\bCO[- ]OP(ERATIVES?)?\b", "COOPERATIVE")
    text = text.str.replace_all(r"[^A-Z0-9]+", " ").str.strip_chars()
    apart = text.str.replace_all(r"\b([A-Z]) ", "${1}_").str.replace_all(r"_([A-Z0-9]{2,})", " $1")
    return pl.when(text.str.contains(r"\b[A-Z] [A-Z]\b")).then(apart.str.replace_all("_", "")).otherwise(text)


def spell_out(parts: pl.DataFrame, columns: tuple[str, ...], reference: SupplierReference) -> pl.DataFrame:
    """Each text in full words: abbreviations expanded, words without identity dropped."""
    full = dict(zip(reference.name_abbreviations["written"], reference.name_abbreviations["full"], strict=True))
    classes = reference.name_word_classes
    stops = classes.filter(pl.col("word_class") == "stop")["word"].to_list()
    expand = pl.element().replace(full)
    return parts.with_columns(
        or_else(
            pl.col(column).str.split(" ").list.eval(expand.filter(~pl.element().is_in(stops))).list.join(" "), column
        )
        for column in columns
    )


def or_else(text: pl.Expr, column: str) -> pl.Expr:
    """The text, or what the column held where nothing is left of it (a name of stop words only)."""
    return pl.when(text == "").then(pl.col(column)).otherwise(text).alias(column)


def follow_known_names(parts: pl.DataFrame, reference: SupplierReference) -> pl.DataFrame:
    """Put the present name where a core is exactly another known name of an organisation (RNIB, HMRC)."""
    aliases = reference.supplier_aliases
    spelt = spell_out(aliases.select("other_name", "name"), ("other_name", "name"), reference)
    known = dict(zip(spelt["other_name"], spelt["name"], strict=True))
    return parts.with_columns(pl.col("core").replace(known))
