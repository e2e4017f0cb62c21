"""The kinds of finding: what each is called, which are possible duplicates, and what an officer does about it."""

IN_TWO_FILES = "in two files"
SAME_REFERENCE = "same reference"
EXTRA_INSTALMENT = "extra instalment"
SAME_AMOUNT = "same amount"
SPLIT_ORDER = "split order"
ROUND_SUM = "round sum"
LARGE_FIRST = "large first payment"

DUPLICATES = (IN_TWO_FILES, SAME_REFERENCE, EXTRA_INSTALMENT, SAME_AMOUNT)
UNUSUAL = (SPLIT_ORDER, ROUND_SUM, LARGE_FIRST)
KINDS = (*DUPLICATES, *UNUSUAL)
"""In the order in which they are looked for; a payment found by one kind of duplicate is not looked at by the next."""

TO_DO = {
    IN_TWO_FILES: "See whether both files belong in the figures; if one repeats the other, withdraw or replace it.",
    SAME_REFERENCE: "Look up both invoices. If one bill was paid twice, ask the supplier for the money or a credit.",
    EXTRA_INSTALMENT: "See whether the second payment in the month was another instalment brought forward.",
    SAME_AMOUNT: "Look up both invoices. If they are for the same goods or days, ask for the money or a credit.",
    SPLIT_ORDER: "See whether these were one need, and whether the rules for buying above the limit were followed.",
    ROUND_SUM: "See what was delivered for the round sum; an estimate or a deposit may still have to be settled.",
    LARGE_FIRST: "See that the supplier was checked when it was set up, and that its bank details are its own.",
}

FIRST, AGAIN, PAYMENT = "first", "again", "payment"
"""What a payment is in its finding: paid first, paid again, or one of several that count alike."""
