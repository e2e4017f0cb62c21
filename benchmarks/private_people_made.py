"""Invented payments, some to or about private people, to measure the rules on; written apart from the rules.

Names are put together from syllables and from first names of many origins. A third of the first names are coined, so
that no list can hold them.
"""

import random
from collections.abc import Callable

import polars as pl

SEED = 61
ROWS = 6_000
COLUMNS = ("supplier_name", "purpose", "department", "publisher_category", "account")

FIRST_NAMES = """
Aaliyah Abiola Adunni Agnieszka Alasdair Amara Anneliese Anwen Arjun Asad Ashok Ayumi Bartosz Beatriz Bilal
Blessing Callum Catrin Chiamaka Connie Dafydd Darren Deepika Delroy Demetrios Diya Ebony Edyta Eleri Emeka
Esra Fatoumata Femi Finlay Geraldine Gethin Gulsum Habiba Harinder Hibaaq Ibrahim Ilona Ines Ishaan Jacek
Jamila Javier Jemima Joao Kavya Keziah Kwabena Lakshmi Leszek Liam Lowri Maciej Mandla Marguerita Mei Mihai
Mirela Mohamud Nadine Nazreen Nia Nkem Noreen Olga Omari Oyin Parminder Patience Petros Quang Rahima Rhian
Rosalind Rukia Sabrina Sadio Seren Shanice Sukhi Szymon Tamsin Tanvi Tariq Temi Thandiwe Ulrika Usha Valentina
Vikram Wanda Xin Yusra Zainab Zbigniew Zofia Mark Grace Rose James Charlotte
"""
FIRST = FIRST_NAMES.split()
STARTS = ("Brin", "Thor", "Wex", "Hal", "Mar", "Quor", "Pel", "Dun", "Fro", "Lun", "Zel", "Ost", "Cray", "Vim", "Jor")
ENDS_TEXT = (
    """dlethwaite | nquist | ombe | sworth | lister | agna | okoro | mani | ewicz | escu | adottir | pur | gill"""
)
ENDS = [one.strip() for one in ENDS_TEXT.split("|")]
COINED = (
    ("Ja", "Ki", "La", "Mo", "Ny", "Ra", "Sha", "Te", "Xa", "Ze"),
    ("quira", "vonte", "ndria", "reese", "shaun", "lani"),
)
TRADES = (
    "Roofing",
    "Care",
    "Coaches",
    "Nurseries",
    "Fostering",
    "Legal",
    "Plant Hire",
    "Energy",
    "Foods",
    "Travel",
    "IT",
)
FORMS = (
    "Ltd",
    "Limited",
    "PLC",
    "LLP",
    "Group Ltd",
    "CIC",
    "(UK) Ltd",
    "Services",
    "Associates",
    "Centre",
    "& Sons Ltd",
)
DULL = (
    "Agency staff",
    "Repairs",
    "Consultancy",
    "Hire of venue",
    "Stationery",
    "Placement fees",
    "Legal fees",
    "Vehicle parts",
)
SECTIONS = (
    "Adult Social Care",
    "Highways",
    "Children's Services",
    "Housing",
    "Leisure",
    "Corporate",
    "Legal & Democratic",
)
HEADS = (
    "Private Contractors",
    "Agency Staff",
    "Third Party Payments",
    "Premises",
    "Grants to Individuals",
    "Equipment",
)
PAID_TEXT = """Foster carers allowance | Fostering - skills | Direct payments clients | Personal budget | SGO payment |
Care leaver setting up grant | Council tax refund | Parental mileage | Volunteer travel expenses"""
PAID = [one.strip() for one in PAID_TEXT.split("|")]
WORDINGS_TEXT = """Taxi for {} | {} - respite | Placement fees: {} | SEN transport {} | re {} | Client {} |
Care of {} w/e 4/5 | Tuition {} spring | {} | Refund to {} | Pupil {} escort | 1:1 support for {}"""
WORDINGS = [one.strip() for one in WORDINGS_TEXT.split("|")]
STREETS = ("Road", "Street", "Avenue", "House", "Court", "Primary School", "Close", "Lane", "Park", "Hall")


class Inventor:
    """Invents rows: the texts of COLUMNS, is_private, sort, and whether a coined first name is in it."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.is_coined = False

    def first(self) -> str:
        """A first name, one in three coined."""
        self.is_coined = self.random.random() < 1 / 3
        if self.is_coined:
            return "".join(self.random.choice(part) for part in COINED)
        return self.random.choice(FIRST)

    def last(self) -> str:
        """A surname."""
        name = self.random.choice(STARTS) + self.random.choice(ENDS)
        return f"{name}-{self.random.choice(STARTS)}" if self.random.random() < 0.05 else name

    def initial(self) -> str:
        """A first letter, and for the list of names nothing that could be known."""
        self.is_coined = False
        return self.random.choice("ABCDEFGHJKLMNPRSTW") + self.random.choice(("", ".", ". ", ""))

    def titled(self) -> str:
        """Such as Mrs A Thorombe."""
        title = self.random.choice(("Mr", "Mrs", "Miss", "Ms", "Dr", "MR", "MRS"))
        return f"{title} {self.random.choice((self.initial, self.first))()} {self.last()}"

    def person(self) -> str:
        """A person as a ledger may write one."""
        makers: list[Callable[[], str]] = [
            self.titled,
            lambda: f"{self.first()} {self.last()}",
            lambda: f"{self.initial().strip()} {self.last()}",
            lambda: f"{self.last()}, {self.first()}",
            lambda: f"{self.last()} {self.initial().strip()}",
            lambda: f"{self.last()} {self.first()}",
        ]
        return self.random.choice(makers)()

    def firm(self) -> str:
        """A firm, often called after people."""
        pick = self.random.choice
        names = [
            self.last(),
            f"{self.last()} & {self.last()}",
            f"{pick(FIRST)} {self.last()}",
            f"{pick('ABCDEF')} {self.last()}",
        ]
        trade = f" {pick(TRADES)}" if self.random.random() < 0.6 else ""
        return f"{pick(names)}{trade} {pick(FORMS)}"

    def paid_to_a_person(self) -> tuple[str, ...]:
        """A person in the column of suppliers."""
        return (self.person(), self.random.choice(DULL), self.random.choice(SECTIONS), self.random.choice(HEADS), "")

    def paid_as_a_private_person(self) -> tuple[str, ...]:
        """A person who is paid what private people are paid, in the purpose or in the category."""
        paid, name = self.random.choice(PAID), self.person()
        if self.random.random() < 0.5:
            return (name, paid, self.random.choice(SECTIONS), "", "")
        return (name, "", self.random.choice(SECTIONS), paid, "")

    def sole_trader(self) -> tuple[str, ...]:
        """A person with a trading name."""
        how = self.random.choice(("T/A", "t/a", "trading as"))
        return (f"{self.first()} {self.last()} {how} {self.last()} {self.random.choice(TRADES)}", "", "", "Works", "")

    def named_in_text(self) -> tuple[str, ...]:
        """A firm that is paid for something to do with a person."""
        said = self.random.choice(WORDINGS).format(self.person())
        where = self.random.choice((1, 1, 1, 2, 3, 4))
        texts = [self.firm(), "", "", "", ""]
        texts[where] = said
        return tuple(texts)

    def firm_alone(self) -> tuple[str, ...]:
        """A firm that is paid for something dull."""
        pick = self.random.choice
        return (self.firm(), pick(DULL), pick(SECTIONS), pick(HEADS), "")

    def firm_for_people(self) -> tuple[str, ...]:
        """A firm that is paid what private people are paid, such as an agency."""
        return (self.firm(), self.random.choice(PAID), self.random.choice(SECTIONS), "", "")

    def at_a_place(self) -> tuple[str, ...]:
        """A firm that works at a place called after somebody."""
        pick = self.random.choice
        place = f"{pick([pick(FIRST), self.last()])} {pick(STREETS)}"
        return (self.firm(), f"{pick(('Works at', 'Repairs', 'Voids', 'Cleaning of'))} {place}", pick(SECTIONS), "", "")

    def place_paid(self) -> tuple[str, ...]:
        """A school, hotel, home or hospital called after somebody."""
        kinds = (
            "School",
            "Hotel",
            "Care Home",
            "Hospital NHS Trust",
            "Nursing Home",
            "Academy",
            "Church",
            "Arms",
            "House",
        )
        pick = self.random.choice
        return (
            f"{pick(('St ', 'The ', 'Sir ', ''))}{pick(FIRST)} {self.last()} {pick(kinds)}",
            pick(DULL),
            "",
            pick(HEADS),
            "",
        )


MAKERS = {
    "person paid": (Inventor.paid_to_a_person, True, 12),
    "person paid as a private person": (Inventor.paid_as_a_private_person, True, 10),
    "sole trader": (Inventor.sole_trader, True, 4),
    "named in text": (Inventor.named_in_text, True, 10),
    "firm": (Inventor.firm_alone, False, 34),
    "firm paid for people": (Inventor.firm_for_people, False, 8),
    "place in text": (Inventor.at_a_place, False, 12),
    "place paid": (Inventor.place_paid, False, 10),
}


def make(seed: int = SEED, rows: int = ROWS) -> pl.DataFrame:
    """COLUMNS, is_private, sort, is_coined and pounds: a row an invented payment, the same for the same seed."""
    inventor = Inventor(seed)
    sorts = inventor.random.choices(list(MAKERS), [weight for _, _, weight in MAKERS.values()], k=rows)
    made = []
    for sort in sorts:
        maker, is_private, _ = MAKERS[sort]
        texts = maker(inventor)
        if inventor.random.random() < 0.35:
            texts = tuple(text.upper() for text in texts)
        pounds = round(min(60_000, max(500, inventor.random.lognormvariate(7.3, 1.0))))
        made.append((*texts, is_private, sort, inventor.is_coined and is_private, pounds))
    names = (*COLUMNS, "is_private", "sort", "is_coined", "pounds")
    return pl.DataFrame(made, schema=list(names), orient="row")
