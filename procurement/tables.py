"""Every table that passes between packages: its columns, types and units, declared once.

Money is Int64 pence. A text column that a publisher left out holds "" rather than null, so that joins and keys
need no special case; dates, amounts and scores are null where they are not known.
"""

import polars as pl

TEXT = pl.String()
KEY = pl.Int64()

TEXT_ROWS = pl.Schema({"line": pl.Int64()})
"""Rows of a file as text: `line`, then column_0, column_1 … as String; null where a short row has no such cell."""

UNREADABLE_ROWS = pl.Schema({"line": pl.Int64(), "rule": TEXT, "column": TEXT, "value": TEXT, "advice": TEXT})
"""Rows that could not be turned into cells (bytes of another encoding, a NUL, a quote that never closes)."""

PAYMENT_FACTS = pl.Schema(
    {
        "line": pl.Int64(),
        "paid_on": pl.Date(),
        "supplier_name": TEXT,
        "is_redacted": pl.Boolean(),
        "amount_pence": pl.Int64(),
        "amount_basis": TEXT,
        "publisher_category": TEXT,
        "department": TEXT,
        "purpose": TEXT,
        "account": TEXT,
        "transaction_number": TEXT,
        "supplier_ref": TEXT,
        "company_number": TEXT,
        "vat_number": TEXT,
        "charity_number": TEXT,
        "body_name": TEXT,
    }
)
"""What a council published of one payment; `amount_basis` is net, gross or unstated."""

PAYMENT = pl.Schema(
    {
        "upload_id": TEXT,
        "authority_code": TEXT,
        **PAYMENT_FACTS,
        "supplier_text_key": KEY,
        "line_text_key": KEY,
    }
)
"""A stored payment, keyed by upload and line; the two keys name the distinct texts that readings are made of."""

HELD_BACK = pl.Schema(
    {
        "line": pl.Int64(),
        "rule": TEXT,
        "column": TEXT,
        "value": TEXT,
        "advice": TEXT,
        "amount_pence": pl.Int64(),
        "row_text": TEXT,
    }
)
"""A row kept out of every figure; `amount_pence` is null where no amount can be read; `row_text` is a JSON list."""

ISSUE = pl.Schema({"line": pl.Int64(), "rule": TEXT, "column": TEXT, "value": TEXT, "sentence": TEXT})
"""A warning on a file (line null) or on a row that was accepted."""

SUPPLIER_TEXT = pl.Schema(
    {
        "supplier_text_key": KEY,
        "supplier_name": TEXT,
        "company_number": TEXT,
        "vat_number": TEXT,
        "charity_number": TEXT,
    }
)
"""A distinct supplier as published: the name with whatever identifiers stood beside it."""

SUPPLIER_READING = pl.Schema(
    {
        **SUPPLIER_TEXT,
        "supplier_id": TEXT,
        "supplier_label": TEXT,
        "kind": TEXT,
        "score": pl.Float64(),
        "rule": TEXT,
        "reason": TEXT,
    }
)
"""Which supplier a text stands for; rows with equal `supplier_id` are one supplier; `score` 0 to 1."""

SUPPLIER_ASK = pl.Schema(
    {
        "supplier_id_a": TEXT,
        "supplier_id_b": TEXT,
        "name_a": TEXT,
        "name_b": TEXT,
        "probability": pl.Float64(),
        "reason": TEXT,
    }
)
"""Two suppliers that may be one: a person is asked, nothing is merged."""

DECIDED_SUPPLIER = pl.Schema({**SUPPLIER_READING, "supplier_group": TEXT})
"""SUPPLIER_READING once people's decisions are applied to it. A supplier is a legal entity; `supplier_group` is the
group that a person put it in (a parent, a trust, a VAT group), "" where nobody did. Groups never merge suppliers."""

SUPPLIER_PAIR = pl.Schema(
    {
        "supplier_text_key_a": KEY,
        "supplier_text_key_b": KEY,
        "verdict": TEXT,
        "probability": pl.Float64(),
        "reason": TEXT,
    }
)
"""A pair of texts that matching weighed and left to a person, the smaller key first; `verdict` is ask. The names are in
the readings of the two texts and are not repeated here, but for words of theirs in the reason."""

SUPPLIER_MOVE = pl.Schema({"old_id": TEXT, "new_id": TEXT, "sort": TEXT, "texts": pl.Int64()})
"""Texts that went from one supplier to another; `sort` is merged (the old id is gone, all of it went to the new one) or
split (the old id still stands, or its texts went to several)."""

SUPPLIER_DECISION = pl.Schema(
    dict.fromkeys(("decision", "name_a", "number_a", "name_b", "number_b", "value", "by", "at", "why"), TEXT)
)
"""A person's decision as it is exported: about which published names, beside which identifier ("" for any)."""

REGISTERED = pl.Schema(
    {
        "number": TEXT,
        "name": TEXT,
        "status": TEXT,
        "is_live": pl.Boolean(),
        "legal_form": TEXT,
        "accounts_category": TEXT,
        "sic_codes": TEXT,
        "postcode": TEXT,
        "began_on": pl.Date(),
        "ended_on": pl.Date(),
        "company_number": TEXT,
        "file": TEXT,
        "row": pl.Int64(),
    }
)
"""A body on a public register. `number` is the register's own (company, charity, or organisation code); `sic_codes`
between semicolons; `company_number` is the one that the body has as a company; `row` of `file` is where it stands."""

EARLIER_NAMES = pl.List(pl.Struct({"name": TEXT, "until": pl.Date()}))
"""A body's earlier names, each with the last day it was used, null where the register does not say."""

REGISTERED_NAME = pl.Schema(
    {
        "name_key": TEXT,
        "form": TEXT,
        "number": TEXT,
        "name": TEXT,
        "sort": TEXT,
        "until": pl.Date(),
        "is_live": pl.Boolean(),
    }
)
"""A name of a body on a public register; `sort` is current, earlier or other; `name_key` is its core without spaces."""

REGISTER_REFUSED = pl.Schema({"file": TEXT, "row": pl.Int64(), "number": TEXT, "why": TEXT})
"""A row of a public register that was not taken; no name or address of it is kept."""

REGISTER_MATCH = pl.Schema(
    {
        "supplier_text_key": KEY,
        "register": TEXT,
        "number": TEXT,
        "registered_name": TEXT,
        "rule": TEXT,
        "verdict": TEXT,
        "probability": pl.Float64(),
        "reason": TEXT,
    }
)
"""A supplier's text and the body of a public register that it is (`verdict` same) or may be (ask); texts that fit
nothing have no row; of those with verdict ask several rows may be of one text."""

SUPPLIER_KINDS = (
    "company",
    "charity",
    "public body",
    "individual or sole trader",
    "pseudo-supplier",
    "redacted",
    "unknown",
)

LINE_TEXT = pl.Schema(
    {
        "line_text_key": KEY,
        "supplier_name": TEXT,
        "supplier_kind": TEXT,
        "supplier_sics": TEXT,
        "purpose": TEXT,
        "department": TEXT,
        "publisher_category": TEXT,
        "account": TEXT,
    }
)
"""A distinct line of text to be given a category. supplier_sics: the SIC codes of its supplier on the register of
companies, between semicolons; "" where they are not known."""

CATEGORY_READING = pl.Schema(
    {
        "line_text_key": KEY,
        "proclass_code": TEXT,
        "level1": TEXT,
        "level2": TEXT,
        "confidence": pl.Float64(),
        "rule": TEXT,
        "influenceable": pl.Boolean(),
        "influence_reason": TEXT,
    }
)
"""What was bought; code and levels are "" where the software does not know; `confidence` 0 to 1."""

DECIDED_LINE = pl.Schema(
    {
        "authority_code": TEXT,
        "supplier_text_key": KEY,
        **CATEGORY_READING,
        "category_decision": pl.Int64(),
        "influence_decision": pl.Int64(),
    }
)
"""CATEGORY_READING of a council's line that people decided on. The numbers are of the decisions that stand, null where
the rules still say: what was bought, and whether buying better could change it."""

CATEGORY_DECISION = pl.Schema(
    dict.fromkeys(
        (
            "decision", "of", "council", "supplier", "number", "publisher_category", "account", "purpose", "department",
            "value", "by", "at", "why",
        ),
        TEXT,
    )
)  # fmt: skip
"""A person's decision on categories as it is exported: which lines (`of` line, supplier, heading or account, of one
council by its code or "" for every one), and the ProClass code, or yes or no where `decision` is influenceable."""

PRIVATE_TEXT = pl.Schema({"row": pl.Int64(), "column": TEXT, "text": TEXT, "rule": TEXT, "reason": TEXT})
"""A text of a line that looks as if it named a private individual: which rule says so, and why in plain words."""

PROCLASS = pl.Schema(
    {"proclass_code": TEXT, "level1": TEXT, "level2": TEXT, "level3": TEXT, "note": TEXT, "source": TEXT, "as_of": TEXT}
)

AUTHORITY = pl.Schema(
    {
        "authority_code": TEXT,
        "name": TEXT,
        "official_name": TEXT,
        "kind": TEXT,
        "region": TEXT,
        "county_area": TEXT,
        "combined_authority": TEXT,
        "start_date": pl.Date(),
        "end_date": pl.Date(),
        "replaced_by": TEXT,
        "population": pl.Int64(),
        "latitude": pl.Float64(),
        "longitude": pl.Float64(),
        "source": TEXT,
        "as_of": TEXT,
    }
)
"""A public body. `kind` is a type of principal council (county, district, london borough, metropolitan, unitary,
sui generis), or combined authority, greater london authority, other body. Only principal councils enter totals."""

PRINCIPAL_COUNCIL_KINDS = ("county", "district", "london borough", "metropolitan", "unitary", "sui generis")

MEMBERSHIP = pl.Schema({"level": TEXT, "place": TEXT, "authority_code": TEXT})
"""Which grouping a council belongs to at a level (local, region, county, combined-authority, hub, national)."""

PLACED_COUNCIL = pl.Schema({"authority_code": TEXT, "name": TEXT, "position": pl.Int64()})
"""A principal council with its name and its number from north to south."""

NEIGHBOUR = pl.Schema({"authority_code": TEXT, "near_code": TEXT, "km": pl.Float64()})
"""Two different councils near each other, once each way; `km` between their centres, null where one is not known."""

PLACE_SHARE = pl.Schema(
    {
        **MEMBERSHIP,
        "part_code": TEXT,
        "from_millionths": pl.Int64(),
        "to_millionths": pl.Int64(),
    }
)
"""MEMBERSHIP on a map of another day: a council that spent is shared between `part_code`s, the councils of that day.

The part is what lies between two marks on a scale from 0 to 1,000,000: the parts of a council follow each other without
a gap. A council that stands for itself, or for which one council stands, is one part from 0 to 1,000,000."""

SHARE = pl.Schema(
    {"authority_code": TEXT, "part_code": TEXT, "from_millionths": pl.Int64(), "to_millionths": pl.Int64()}
)
"""How a council that spent is shared between the councils of a day, a row a part; see PLACE_SHARE."""

WHOLE_MILLIONTHS = 1_000_000

SUCCESSION = pl.Schema(
    {
        "predecessor": TEXT,
        "successor": TEXT,
        "first_day": pl.Date(),
        "weight": pl.Int64(),
        "tier_percent": pl.Int64(),
        "rule": TEXT,
        "weight_from": TEXT,
        "source": TEXT,
        "as_of": TEXT,
    }
)
"""What passed from a council to one that followed it on `first_day`: the `weight` (people, under the rule population).

`tier_percent` is how much of all that was spent for those people the predecessor spent: 100 where it was their only
council, less where a county council and a district shared the services."""

LEVELS = ("local", "region", "county", "combined-authority", "hub", "national")

GROUPING = pl.Schema(
    {"level": TEXT, "place": TEXT, "authority_code": TEXT, "start_date": pl.Date(), "end_date": pl.Date()}
)
"""A council's place in a combined authority or a buying hub, with its first and last day; null means no bound."""

TILE = pl.Schema({"authority_code": TEXT, "column": pl.Int64(), "row": pl.Int64()})
"""Where a council stands on the tile map: rows count downwards; odd rows stand half a tile to the right."""

CODED_PAYMENT = pl.Schema(
    {
        "upload_id": TEXT,
        "line": pl.Int64(),
        "authority_code": TEXT,
        "authority": TEXT,
        "region": TEXT,
        "county_area": TEXT,
        "combined_authority": TEXT,
        "paid_on": pl.Date(),
        "financial_year": TEXT,
        "quarter": TEXT,
        "month": TEXT,
        "amount_pence": pl.Int64(),
        "amount_basis": TEXT,
        "is_redacted": pl.Boolean(),
        "supplier_id": TEXT,
        "supplier": TEXT,
        "supplier_kind": TEXT,
        "supplier_group": TEXT,
        "proclass_code": TEXT,
        "level1": TEXT,
        "level2": TEXT,
        "confidence": pl.Float64(),
        "influenceable": pl.Boolean(),
        "payee_is_private": pl.Boolean(),
        "line_is_private": pl.Boolean(),
        "category_decision": pl.Int64(),
        "influence_decision": pl.Int64(),
    }
)
"""A payment with its readings and its place; `financial_year` like 2024-25, `quarter` 2024-25 Q1, `month` 2024-04.

payee_is_private: its supplier may be named in no shared view; line_is_private: nor may any text of it be shown there.
category_decision, influence_decision: the number of the person's decision that stands, null where the rules decided.
"""

PRIVATE_LINE = pl.Schema(
    {
        "authority_code": TEXT,
        "supplier_text_key": KEY,
        "line_text_key": KEY,
        "own_name": TEXT,
        "payee_is_private": pl.Boolean(),
        "line_is_private": pl.Boolean(),
    }
)
"""What of a council's line of text is withheld from shared views; `own_name` is the supplier's name as published where
the name that the supplier goes by is another council's private text, and "" elsewhere. Other lines have no row."""

ROLL_UP = pl.Schema(
    {"spend_pence": pl.Int64(), "payments": pl.Int64(), "suppliers": pl.Int64(), "councils": pl.Int64()}
)
"""A total: the columns it is by, then these. Redacted payments count in spend and payments, never as a supplier."""

PURCHASE = pl.Schema(
    {
        "authority_code": TEXT,
        "level1": TEXT,
        "level2": TEXT,
        "proclass_code": TEXT,
        "supplier_id": TEXT,
        "supplier_kind": TEXT,
        "influenceable": pl.Boolean(),
        "is_redacted": pl.Boolean(),
        "spend_pence": pl.Int64(),
        "turnover_pence": pl.Int64(),
    }
)
"""What a council bought of one supplier in one sub-category over the whole period, to make business cases of.

`turnover_pence` adds amounts without their signs, for shares that credit notes must not distort."""

COUNCIL_PERIOD = pl.Schema(
    {"authority_code": TEXT, "months": pl.Int64(), "first_day": pl.Date(), "last_day": pl.Date()}
)
"""How long a council's payments cover: `months` but for those of a few late rows, the first and last of all days."""

CASE_SPEND = pl.Schema(
    {"authority_code": TEXT, "level1": TEXT, "level2": TEXT, "spend_pence": pl.Int64(), "annual_pence": pl.Int64()}
)
"""A council's spend in a category: in the period, and B, a year of it."""

CASE_EVIDENCE = pl.Schema(
    {
        "level": TEXT,
        "place": TEXT,
        "level1": TEXT,
        "level2": TEXT,
        "councils": pl.Int64(),
        "councils_long_enough": pl.Int64(),
        "months": pl.Int64(),
        "first_day": pl.Date(),
        "last_day": pl.Date(),
        "authority_codes": pl.List(TEXT),
        "spend_pence": pl.Int64(),
        "annual_pence": pl.Int64(),
        "influenceable_share": pl.Float64(),
        "influenceable_from": TEXT,
        "common_share": pl.Float64(),
        "common_from": TEXT,
        "reach": pl.Float64(),
        "reach_from": TEXT,
        "hhi": pl.Float64(),
        "hhi_from": TEXT,
        "suppliers": pl.Int64(),
        "subcategories": pl.Int64(),
        "shared_suppliers": pl.Int64(),
        "leverage_pence": pl.Int64(),
        "charity_share": pl.Float64(),
        "known_kind_share": pl.Float64(),
        "classified_share": pl.Float64(),
        "redacted_share": pl.Float64(),
    }
)
"""What the payments show of a category in a place. `_from` is measured, fallback (an assumption stands in) or
not computable. `months` is the median of its councils. Level1 cases have `level2` "" ."""

CASE_LEVEL = pl.Schema(
    {
        "level": TEXT,
        "scheme": TEXT,
        "groups": pl.Int64(),
        "councils": pl.Int64(),
        "participants": pl.Float64(),
        "annual_pence": pl.Int64(),
        "addressable_pence": pl.Int64(),
        "saving_rate": pl.Float64(),
        "steady_saving_pence": pl.Int64(),
        "pv_benefit_pence": pl.Int64(),
        "pv_cost_pence": pl.Int64(),
        "npv_pence": pl.Int64(),
        "benefit_cost_ratio": pl.Float64(),
        "p10_pence": pl.Int64(),
        "p50_pence": pl.Int64(),
        "p90_pence": pl.Int64(),
        "chance_of_gain": pl.Float64(),
        "chance_of_best": pl.Float64(),
        "reach": pl.Float64(),
        "hhi": pl.Float64(),
        "gates_failed": TEXT,
        "payback_year": pl.Int64(),
    }
)
"""A case at one level; NPV over the years appraised, in pence; `saving_rate` of the participants' addressable spend."""

CASE_PROPOSAL = pl.Schema({"level": TEXT, "place": TEXT, "level1": TEXT, "level2": TEXT, "authority_code": TEXT})
"""A council of a group that is proposed for one category: MEMBERSHIP that holds for that category alone."""

CASE_GROUP = pl.Schema(
    {
        "level": TEXT,
        "scheme": TEXT,
        "place": TEXT,
        "councils": pl.Int64(),
        "authority_codes": pl.List(TEXT),
        "annual_pence": pl.Int64(),
        "addressable_pence": pl.Int64(),
        "reach": pl.Float64(),
        "hhi": pl.Float64(),
        "npv_pence": pl.Int64(),
        "p10_pence": pl.Int64(),
        "p50_pence": pl.Int64(),
        "p90_pence": pl.Int64(),
        "chance_of_gain": pl.Float64(),
        "forms": pl.Boolean(),
        "why_not": TEXT,
    }
)
"""A grouping that could buy together, and whether it would; `why_not` is "" where it would."""

CASE_COUNCIL = pl.Schema(
    {
        "level": TEXT,
        "place": TEXT,
        "authority_code": TEXT,
        "annual_pence": pl.Int64(),
        "addressable_pence": pl.Int64(),
        "benefit_pence": pl.Int64(),
        "cost_pence": pl.Int64(),
        "npv_pence": pl.Int64(),
        "gains": pl.Boolean(),
    }
)
"""A council's own expected share of a case; a row with authority_code "" is the hub's own account under a levy."""

CASE_FAIR = pl.Schema(
    {
        "level": TEXT,
        "place": TEXT,
        "authority_code": TEXT,
        "npv_pence": pl.Int64(),
        "largest_npv_pence": pl.Int64(),
        "held_npv_pence": pl.Int64(),
        "payment_pence": pl.Int64(),
    }
)
"""What a council gains in a group; in the largest part of it in which nobody loses (null where it is not in that);
and where the gainers make good what others lose, with what it is then paid (below nought: what it pays)."""

SUPPLIER_TRAIT = pl.Schema({"supplier_id": TEXT, "small or medium": pl.Boolean(), "local": pl.Boolean()})
"""What a register tells of a supplier; null where it does not tell."""

SUPPLIED = pl.Schema(
    {
        "authority_code": TEXT,
        "level1": TEXT,
        "level2": TEXT,
        "proclass_code": TEXT,
        "supplier_id": TEXT,
        "annual_pence": pl.Int64(),
        "sales_pence": pl.Int64(),
        "small or medium": pl.Boolean(),
        "voluntary": pl.Boolean(),
        "local": pl.Boolean(),
    }
)
"""A year of what a council buys of a supplier in a sub-category; `sales_pence` is a year of all that the supplier sells
to the councils in the store. A trait is null where it is not known; supplier_id is "" where there is none."""

CASE_AT_RISK = pl.Schema(
    {
        "lots": TEXT,
        "trait": TEXT,
        "annual_pence": pl.Int64(),
        "known_share": pl.Float64(),
        "spend_pence": pl.Int64(),
        "at_risk_pence": pl.Int64(),
        "at_risk_share": pl.Float64(),
    }
)
"""Spend a year with suppliers of a trait, and what of it a design of lots puts at risk; shares are of `annual_pence`,
all influenceable spend of the groups. Null where the trait is known of no supplier."""

CASE_STEP = pl.Schema(
    {
        "step": pl.Int64(),
        "level": TEXT,
        "question": TEXT,
        "figure": TEXT,
        "threshold": TEXT,
        "outcome": TEXT,
        "sentence": TEXT,
    }
)
"""A step of the decision; `outcome` is pass, fail, condition or not known."""

CASE_OPTION = pl.Schema(
    {
        "option": TEXT,
        "label": TEXT,
        "npv_pence": pl.Int64(),
        "steady_saving_pence": pl.Int64(),
        "kind": TEXT,
        "note": TEXT,
        "switches_at": pl.Float64(),
    }
)
"""One of the six options; `kind` says whether the saving is cashable, avoided or none; `switches_at` is the rate of
saving at which one that is no procurement is worth nought, null for the others and where no rate would do."""

CASE_SENSITIVITY = pl.Schema(
    {
        "parameter": TEXT,
        "label": TEXT,
        "kind": TEXT,
        "low": pl.Float64(),
        "default": pl.Float64(),
        "high": pl.Float64(),
        "npv_at_low_pence": pl.Int64(),
        "npv_at_high_pence": pl.Int64(),
        "switches_at": pl.Float64(),
        "overtakes_at": pl.Float64(),
        "source": TEXT,
    }
)
"""What one assumption (kind money) or gate (kind gate) does to the worth of a level.

`switches_at` is where the NPV is nought or the gate flips, `overtakes_at` where the other joint level is worth as much;
null if nowhere. At an end of its range where a gate fails the level is worth nothing."""

CASE_RANKING = pl.Schema(
    {
        "rank": pl.Int64(),
        "level1": TEXT,
        "level2": TEXT,
        "answer": TEXT,
        "scheme": TEXT,
        "councils": pl.Int64(),
        "annual_pence": pl.Int64(),
        "npv_pence": pl.Int64(),
        "p10_pence": pl.Int64(),
        "p50_pence": pl.Int64(),
        "p90_pence": pl.Int64(),
        "steady_saving_pence": pl.Int64(),
        "chance_of_gain": pl.Float64(),
        "chance_of_best": pl.Float64(),
        "sentence": TEXT,
    }
)
"""Cases, best NPV at p10 first; money is null where the answer is not enough evidence, 0 where it is local."""

LAW_NOTE = pl.Schema(
    {
        "duty": TEXT,
        "title": TEXT,
        "outcome": TEXT,
        "sentence": TEXT,
        "to_do": TEXT,
        "due_on": pl.Date(),
        "source": TEXT,
        "mark": TEXT,
    }
)
"""A duty of the law that a case meets; `outcome`: applies, may apply or an option; due_on: null where no day is set."""

UNUSUAL_FINDING = pl.Schema(
    {
        "finding": TEXT,
        "kind": TEXT,
        "supplier_id": TEXT,
        "supplier": TEXT,
        "payments": pl.Int64(),
        "first_day": pl.Date(),
        "last_day": pl.Date(),
        "at_risk_pence": pl.Int64(),
        "score": pl.Float64(),
        "evidence": TEXT,
    }
)
"""Payments of one council to be looked at: a kind of `analysis.unusual.kinds`, how many lines, what may be lost or is
paid that way, how strong the sign is (0 to 1, no probability), and why in words. Never for shared views."""

UNUSUAL_PAYMENT = pl.Schema(
    {
        "finding": TEXT,
        "part": TEXT,
        "upload_id": TEXT,
        "line": pl.Int64(),
        "paid_on": pl.Date(),
        "supplier_name": TEXT,
        "amount_pence": pl.Int64(),
        "transaction_number": TEXT,
        "supplier_ref": TEXT,
        "department": TEXT,
        "purpose": TEXT,
        "account": TEXT,
    }
)
"""A line of a finding; `part` is first (the one that was due), again, or payment where all count alike."""

HEADING_ALIAS = pl.Schema(
    {"ours": TEXT, "theirs": TEXT, "match": TEXT, "preference": TEXT, "source": TEXT, "as_of": TEXT}
)
"""What publishers call our columns. `theirs` is normalised by spend.heading_words; `match` is whole (the heading says
exactly this) or words (these words stand in it); 1 is the best `preference` where several columns answer."""

REDACTION_WORDING = pl.Schema({"wording": TEXT, "match": TEXT, "source": TEXT, "as_of": TEXT})
"""Words that stand where a name was withheld; `match` is start, whole, anywhere or end in the lower-case text, the last
behind a name and a dash, comma or bracket."""
