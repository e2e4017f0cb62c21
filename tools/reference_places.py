"""Write data/reference/authorities.csv and authority_names.csv from registers kept outside the checkout.

Run: python tools/reference_places.py FOLDER, where FOLDER holds mySociety's register of United Kingdom local
authorities (past, current and future) with its name and GSS look-ups, and ONS mid-2024 populations by council.
Combined authorities come from data/reference/groupings.csv, which a person keeps.
"""

import json
import re
import sys
from pathlib import Path

import polars as pl

REFERENCE = Path(__file__).resolve().parents[1] / "data" / "reference"
AS_OF = "2026-11-24"
FIRST_DAY = "2009-04-01"
KINDS = {
    "CTY": "county",
    "NMD": "district",
    "LBO": "london borough",
    "MD": "metropolitan",
    "UA": "unitary",
    "CC": "sui generis",
}
ISLES_OF_SCILLY = "E06000053"
REGISTER = "mySociety uk_local_authority_names_and_codes, with openregister 2018"
SLUGS = {
    "DST": "dorset-ua",
    "DUR": "durham",
    "MDW": "medway-towns",
    "SHE": "folkestone-and-hythe",
    "SHN": "st-helens",
}
NAMES = {"DST": "Dorset", "SHN": "St Helens"}
REGIONS = {
    "BKM": "South East",
    "KET": "East Midlands",
    "FOR": "East of England",
    "SED": "East of England",
    "SUF": "East of England",
    "WAV": "East of England",
}
MENDED_REGIONS = {"DBY": "East Midlands", "LIN": "East Midlands"}
"""The register puts these two county councils into another region than their districts."""

COUNTIES = {"FOR": "SFK"}
HEIRS = {"DOR": "E06000059;E06000058"}
"""Christchurch, which was in Dorset County, went into Bournemouth, Christchurch and Poole."""

SURREY = {
    "East Surrey": ("E07000207", "E07000208", "E07000210", "E07000211", "E07000215"),
    "West Surrey": ("E07000209", "E07000212", "E07000213", "E07000214", "E07000216", "E07000217"),
}
SURREY_SOURCE = "Surrey (Structural Changes) Order 2026, SI 2026/264"
COLUMNS = [
    "authority_code",
    "name",
    "official_name",
    "kind",
    "region",
    "county_area",
    "combined_authority",
    "start_date",
    "end_date",
    "replaced_by",
    "population",
    "latitude",
    "longitude",
    "source",
    "as_of",
]


def read(folder: Path, name: str) -> pl.DataFrame:
    """One of the registers, all text, "" where nothing is written."""
    return pl.read_csv(folder / name, infer_schema=False).fill_null("")


def populations(folder: Path, councils: pl.DataFrame) -> pl.DataFrame:
    """`councils` with `population`: mid-2024 where ONS names the council, else the register's mid-2020, else ""."""
    known = json.loads((folder / "council_population_2024.json").read_text(encoding="utf-8"))["populations"]
    rows = councils.select("local-authority-code", "gov-uk-slug", "nice-name", "end-date", "pop-2020").rows()
    found: list[str] = []
    for code, slug, name, end, older in rows:
        plain = re.sub(r"[^a-z]+", "-", name.lower()).strip("-")
        latest = known.get(SLUGS.get(code, slug or plain)) if not end else None
        found.append(str(latest or older.removesuffix(".0")))
    return councils.with_columns(pl.Series("population", found))


def last_day(column: pl.Expr) -> pl.Expr:
    """The last day a council existed: some rows of the register give the first day without it, always a 1 April."""
    day = column.str.to_date("%Y-%m-%d", strict=False)
    return pl.when(day.dt.month() == 4).then(day.dt.offset_by("-1d")).otherwise(day).cast(pl.String).fill_null("")


def principal(folder: Path) -> pl.DataFrame:
    """Every principal council in England, past and present, in the columns of authorities.csv."""
    register = read(folder, "mysociety__uk_local_authorities_future.csv")
    here = register.filter(pl.col("nation") == "England", pl.col("local-authority-type").is_in(list(KINDS)))
    code = pl.col("local-authority-code")
    gss = dict(register.select("local-authority-code", "gss-code").rows())
    heirs = pl.col("replaced-by").str.split(",").list.eval(pl.element().replace(gss)).list.join(";")
    named = populations(folder, here).with_columns(
        name=code.replace_strict(NAMES, default=pl.col("nice-name")),
        county=code.replace_strict(COUNTIES, default=pl.col("county-la")),
    )
    counties = dict(named.filter(pl.col("local-authority-type") == "CTY").select(code, "name").rows())
    own_county = pl.when(pl.col("local-authority-type") == "CTY").then(code).otherwise("county")
    return named.select(
        pl.col("gss-code").alias("authority_code"),
        "name",
        pl.col("official-name").alias("official_name"),
        kind=pl.when(pl.col("gss-code") == ISLES_OF_SCILLY)
        .then(pl.lit("sui generis"))
        .otherwise(pl.col("local-authority-type").replace_strict(KINDS)),
        region=code.replace_strict(
            MENDED_REGIONS,
            default=pl.when(pl.col("region") != "")
            .then("region")
            .otherwise(code.replace_strict(REGIONS, default="South West")),
        ),
        county_area=own_county.replace_strict(counties, default="").str.strip_suffix(" County"),
        start_date=pl.when(pl.col("start-date") >= FIRST_DAY).then("start-date").otherwise(pl.lit("")),
        end_date=last_day(pl.col("end-date")),
        replaced_by=code.replace_strict(HEIRS, default=heirs),
        population="population",
        latitude=pl.col("lat").cast(pl.Float64, strict=False).round(4).cast(pl.String).fill_null(""),
        longitude=pl.col("long").cast(pl.Float64, strict=False).round(4).cast(pl.String).fill_null(""),
        source=pl.lit(REGISTER),
    )


def with_surrey(councils: pl.DataFrame) -> pl.DataFrame:
    """`councils` with the two that replace Surrey's twelve on 1 April 2027, and those twelve's last day."""
    heir = {code: f"PENDING-{name.upper().replace(' ', '-')}" for name, codes in SURREY.items() for code in codes}
    heir["E10000030"] = ";".join(sorted(set(heir.values())))
    going = pl.col("authority_code").is_in(list(heir))
    kept = councils.with_columns(
        end_date=pl.when(going).then(pl.lit("2027-03-31")).otherwise("end_date"),
        replaced_by=pl.col("authority_code").replace_strict(heir, default=pl.col("replaced_by")),
        source=pl.when(going).then(pl.lit(f"{REGISTER}; end: {SURREY_SOURCE}")).otherwise("source"),
    )
    return pl.concat([kept, *(heir_row(councils, name, codes) for name, codes in SURREY.items())])


def heir_row(councils: pl.DataFrame, name: str, codes: tuple[str, ...]) -> pl.DataFrame:
    """A council to come: its members' people added up, and the middle of where they live."""
    members = councils.filter(pl.col("authority_code").is_in(codes))
    people = members["population"].cast(pl.Int64)
    middle = {c: (members[c].cast(pl.Float64) * people).sum() / people.sum() for c in ("latitude", "longitude")}
    row = {
        "authority_code": f"PENDING-{name.upper().replace(' ', '-')}",
        "name": name,
        "official_name": f"{name} Council",
        "kind": "unitary",
        "region": "South East",
        "county_area": "",
        "start_date": "2027-04-01",
        "end_date": "",
        "replaced_by": "",
        "population": str(people.sum()),
        "latitude": f"{middle['latitude']:.4f}",
        "longitude": f"{middle['longitude']:.4f}",
        "source": f"{SURREY_SOURCE}; population and centre from its districts",
    }
    return pl.DataFrame([row]).select(councils.columns)


def combined(groupings: pl.DataFrame) -> pl.DataFrame:
    """The combined authorities and the Greater London Authority as bodies of their own."""
    whole = groupings.filter(pl.col("authority_code") != "").group_by("authority_code", maintain_order=True)
    return whole.agg(
        pl.col("official_name").last().alias("name"),
        pl.col("official_name").last(),
        kind=pl.when(pl.col("authority_code").first() == "E61000001")
        .then(pl.lit("greater london authority"))
        .otherwise(pl.lit("combined authority")),
        region=pl.col("region").last(),
        county_area=pl.lit(""),
        start_date=pl.col("start_date").min(),
        end_date=pl.col("end_date").last(),
        replaced_by=pl.when(pl.col("end_date").last() != "").then(pl.lit("E47000014")).otherwise(pl.lit("")),
        population=pl.lit(""),
        latitude=pl.lit(""),
        longitude=pl.lit(""),
        source=pl.col("source").last(),
    )


def unlike_names(councils: pl.DataFrame) -> pl.DataFrame:
    """No two rows share a name: one that ended says when, such as North Yorkshire (to 2023)."""
    ended = pl.col("end_date") != ""
    said = pl.format("{} (to {})", pl.col("name"), pl.col("end_date").str.slice(0, 4))
    return councils.with_columns(name=pl.when(pl.col("name").is_duplicated() & ended).then(said).otherwise("name"))


def members_now(groupings: pl.DataFrame) -> dict[str, str]:
    """Council to the combined authority it is in as of this writing."""
    now = groupings.filter(pl.col("level") == "combined-authority", pl.col("end_date") == "")
    return dict(now.select(pl.col("members").str.split(";"), "place").explode("members").rows())


def alternative_names(folder: Path, authorities: pl.DataFrame) -> pl.DataFrame:
    """Other names and former GSS codes, each with the authority it stands for."""
    names = read(folder, "mysociety__lookup_name_to_registry.csv").rename({"la-name": "name"})
    codes = read(folder, "mysociety__lookup_gss_to_registry.csv").rename({"gss-code": "name"})
    register = read(folder, "mysociety__uk_local_authorities_future.csv")
    gss = dict(register.select("local-authority-code", "gss-code").rows())
    both = pl.concat([names, codes]).select(
        name=pl.col("name").str.strip_chars(), authority_code=pl.col("local-authority-code").replace(gss)
    )
    known = pl.concat([both, pl.DataFrame([("E47000005", "E47000010")], schema=both.schema, orient="row")])
    own = pl.concat([authorities.select(pl.col(c).alias("name"), "authority_code") for c in COLUMNS[:3]])
    listed = known.filter(pl.col("authority_code").is_in(authorities["authority_code"].to_list()))
    fresh = listed.join(own, on=["name", "authority_code"], how="anti", validate="m:m")
    plain = fresh.with_columns(key=pl.col("name").str.to_lowercase()).unique(["key", "authority_code"], keep="first")
    return (
        plain.select("name", "authority_code", source=pl.lit(REGISTER), as_of=pl.lit(AS_OF))
        .filter(pl.col("name") != "")
        .sort("authority_code", "name")
    )


def write(folder: Path) -> None:
    """Write both tables, sorted, so that a change shows as a change."""
    groupings = pl.read_csv(REFERENCE / "groupings.csv", infer_schema=False).fill_null("")
    councils = unlike_names(with_surrey(principal(folder)))
    whole = pl.concat([councils, combined(groupings).select(councils.columns)]).with_columns(
        combined_authority=pl.col("authority_code").replace_strict(members_now(groupings), default=""),
        as_of=pl.lit(AS_OF),
    )
    authorities = whole.select(COLUMNS).sort("authority_code")
    authorities.write_csv(REFERENCE / "authorities.csv")
    alternative_names(folder, authorities).write_csv(REFERENCE / "authority_names.csv")
    print(f"{authorities.height} authorities written.")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
