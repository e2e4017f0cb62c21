"""Amounts that a mark beside them calls debit or credit, invoice or credit note: which of them are money back."""

import polars as pl

from procurement.in_words import pounds_exactly
from procurement.spend.columns.column_draft import Draft
from procurement.spend.findings import Choice, Question
from procurement.spend.money import amounts, credit_words
from procurement.spend.texts.plain_cells import is_filled

CREDIT_MARKS = (
    "cr", "c", "crn", "cn", "credit", "credit note", "creditnote", "credit memo", "h", "-",
    "pc", "purchase credit", "purchase credit note", "ap credit", "kg",
)  # fmt: skip
DEBIT_MARKS = (
    "dr", "d", "debit", "inv", "invoice", "standard", "standard invoice", "prepayment", "s", "+",
    "pi", "purchase invoice", "ap invoice", "kr", "re",
)  # fmt: skip
"""What ledgers write beside an amount; S and H are the two sides in SAP, whose first language was German, and KR, RE
and KG its invoices and credit notes; Oracle calls an invoice "Standard" beside "Credit" and "Prepayment", and Sage
writes PI and PC."""

A_FLAG = 3
"""The preference of a heading that asks whether a line is a credit note, so that what stands below it is yes or no."""
YES, NO = ("y", "yes", "true"), ("n", "no", "false")
MARKS_SHARE = 0.9
"""A column is a marker where this share of its filled cells is one of the marks above."""

MOST_MARKS = 12
"""A column of marks says few different things."""

ONE_LETTER = ("c", "h", "d", "s", "-", "+")
"""Marks that mean a side only under a heading that speaks of sides; under "Type" they may mean anything."""

TURN, AS_WRITTEN, TURN_DEBITS = "turn", "as written", "turn debits"
TURNED = {TURN: "credit_mark", TURN_DEBITS: "debit_mark", AS_WRITTEN: ""}


def choose(draft: Draft, amount: str) -> None:
    """Settle `credit_mark` or `debit_mark` in the draft: the marks whose amounts are taken off; else leave both out."""
    _answer_in_marks(draft)
    credit_words.write(draft, [one for one in draft.matching("credit_mark") if not _holds_marks(draft, one)])
    marks = [column for column in draft.matching("credit_mark") if _holds_marks(draft, column)]
    if not draft.matching("credit_mark"):
        marks = [column for column in draft.contents if _says_both_sides(draft, column)]
    turned = TURNED[_turned(draft, amount, marks[0])] if marks else ""
    if not marks and (marks := credit_words.in_doubt(draft, amount)):
        turned = TURNED[_asked_of_refunds(draft, amount, marks[0])]
    if turned:
        draft.columns[turned] = (marks[0],)
        side = turned.removesuffix("_mark")
        draft.fix("CREDITS_BY_MARK", f'An amount that "{draft.labels[marks[0]]}" marks as a {side} is taken off.')


def read(rows: pl.DataFrame, columns: dict[str, tuple[str, ...]], money: pl.DataFrame) -> pl.DataFrame:
    """`money` (amounts.read of `rows`) with the marked amounts negative; unchanged where no marks were settled."""
    for ours, back in (("credit_mark", CREDIT_MARKS), ("debit_mark", DEBIT_MARKS)):
        if ours in columns:
            return _from_marks(rows[columns[ours][0]], money, back)
    return money


def comes_to(total_pence: int) -> str:
    """What a choice would make of the file."""
    return f"the file comes to {pounds_exactly(total_pence)}"


def _answer_in_marks(draft: Draft) -> None:
    """Write yes and no as credit and debit under each heading that asks whether a line is a credit note."""
    for column in [one for one in draft.matching("credit_mark") if draft.matches[one].preference == A_FLAG]:
        said = pl.col(column).str.to_lowercase().str.strip_chars(" .")
        answer = pl.when(said.is_in(YES)).then(pl.lit("credit")).when(said.is_in(NO)).then(pl.lit("debit"))
        draft.rewritten[column] = answer.otherwise(pl.col(column))
        draft.cells = draft.cells.with_columns(draft.rewritten[column].alias(column))


def _holds_marks(draft: Draft, column: str) -> bool:
    """Whether a column says debit or credit; one headed as a type must say it on every line, and in words."""
    speaks_of_sides = draft.matches[column].preference == 1
    known = {*CREDIT_MARKS, *DEBIT_MARKS} - (set() if speaks_of_sides else set(ONE_LETTER))
    marks = draft.cells[column].str.to_lowercase().str.strip_chars(" .")
    filled = marks.filter(marks.fill_null("") != "")
    share = MARKS_SHARE if speaks_of_sides else 1.0
    return bool(filled.len()) and filled.is_in(sorted(known)).sum() >= share * filled.len()


def _says_both_sides(draft: Draft, column: str) -> bool:
    """Whether every filled cell of a column, whatever its heading, says credit or debit in a word; some say each."""
    if not 1 < draft.contents[column].distinct <= MOST_MARKS:
        return False
    said = draft.cells[column].drop_nulls().str.to_lowercase().str.strip_chars(" .").unique()
    words = said.filter((said != "") & (said.str.len_chars() > 1))
    is_credit, is_debit = words.is_in(CREDIT_MARKS), words.is_in(DEBIT_MARKS)
    is_told = bool((is_credit | is_debit).all()) and words.len() == said.filter(said != "").len()
    return is_told and bool(is_credit.any()) and bool(is_debit.any())


def _turned(draft: Draft, amount: str, mark: str) -> str:
    """Which amounts are to be made negative: TURN the marked credits, TURN_DEBITS, or neither; asked where in doubt.

    Money back is the smaller side. Where positive credits are half of the money or more, the ledger may be written
    from the supplier's side (SAP: H is what a supplier is owed), and no file is turned upside down in silence.
    """
    credits, debits = (_marked_pence(draft, amount, mark, marks) for marks in (CREDIT_MARKS, DEBIT_MARKS))
    owed, paid = int(credits.filter(credits > 0).sum()), int(debits.filter(debits > 0).sum())
    are_positive = bool((credits > 0).all())
    if not owed or (are_positive and not paid and (debits < 0).any()):
        return AS_WRITTEN
    if are_positive and owed < paid:
        return TURN
    return draft.ask(_question(draft, amount, mark, owed, paid))


def _marked_pence(draft: Draft, amount: str, mark: str, marks: tuple[str, ...]) -> pl.Series:
    """The amounts of the marked lines that are money; nothing is on neither side."""
    pence = amounts.pence(draft.cells.filter(is_marked(pl.col(mark), marks))[amount]).drop_nulls()
    return pence.filter(pence != 0)


def _question(draft: Draft, amount: str, mark: str, owed: int, paid: int) -> Question:
    """owed: pence of positive amounts marked as credits; paid: of those marked as debits."""
    total = int(amounts.pence(draft.cells[amount]).sum())
    choices = [
        Choice(TURN, "Every amount marked as a credit is money back", comes_to(total - 2 * owed)),
        Choice(AS_WRITTEN, "The amounts have their signs already", comes_to(total)),
    ]
    label, suggested = draft.labels[mark], TURN
    sentence = f'Of the amounts that "{label}" marks as credits some are negative and some are not. Why?'
    if owed >= paid:
        sentence = f'"{label}" marks most of the money as credits. Which amounts are money back?'
        suggested = TURN_DEBITS if paid else AS_WRITTEN
    if owed >= paid > 0:
        said = "A credit is what a supplier is owed, and debits are money back"
        choices.append(Choice(TURN_DEBITS, said, comes_to(total - 2 * paid)))
    return Question("CREDIT_SIGNS", sentence, tuple(choices), suggested)


def _asked_of_refunds(draft: Draft, amount: str, mark: str) -> str:
    """Whether what is called a credit or a refund, without a minus, came back; in marks of credits where it did."""
    is_back, are_credits = credit_words.says_back(draft, mark), credit_words.are_credits(draft, mark)
    total = int(amounts.pence(draft.cells[amount]).sum())
    back = int(amounts.pence(draft.cells.filter(is_back)[amount]).sum())
    choices = (
        Choice(TURN, "They are money that came back", comes_to(total - 2 * back)),
        Choice(AS_WRITTEN, "They were paid out, as written", comes_to(total)),
    )
    kind = "credits" if are_credits else "refunds or the like"
    sentence = f'"{draft.labels[mark]}" calls some lines {kind}, and their amounts have no minus. Which way went they?'
    chosen = draft.ask(Question("CREDIT_SIGNS", sentence, choices, TURN if are_credits else AS_WRITTEN))
    if chosen == TURN:
        credit_words.put(draft, mark, is_back)
    return chosen


def is_marked(mark: pl.Expr, marks: tuple[str, ...]) -> pl.Expr:
    """Whether what stands beside an amount is one of `marks`."""
    return mark.fill_null("").str.to_lowercase().str.strip_chars(" .").is_in(marks)


def _from_marks(marks: pl.Series, money: pl.DataFrame, back: tuple[str, ...]) -> pl.DataFrame:
    marked = money.with_columns(mark=marks)
    is_credit = is_marked(pl.col("mark"), back) & (pl.col("pence") > 0).fill_null(False)
    is_known = is_marked(pl.col("mark"), (*CREDIT_MARKS, *DEBIT_MARKS)) | ~is_filled("mark").fill_null(False)
    return marked.select(
        pence=pl.when(is_credit).then(-pl.col("pence")).otherwise("pence"),
        rule=pl.when((pl.col("rule") == "") & ~is_known).then(pl.lit("AMOUNT_SIDE_UNKNOWN")).otherwise("rule"),
        fixed=pl.col("fixed") | is_credit,
    )
