"""The words that invented suppliers' names are made of: invented surnames and brands, everyday words, places."""

import random
from dataclasses import dataclass
from itertools import product


def listed(text: str) -> tuple[str, ...]:
    """The words of a text."""
    return tuple(text.split())


LETTERS = "ABCDEFGHJKLMNPRSTW"
DIRECTIONS = ("North", "South", "East", "West", "Northern", "Southern", "Central", "Midlands")
NUMBERS = ("1", "2", "3", "4", "II", "III", "One", "Two", "No 1", "No 2")
TITLES = ("Mr", "Mrs", "Ms", "Miss", "Dr")
SAINTS = ("Mary's", "John's", "Peter's", "Paul's", "Anne's", "Luke's", "Joseph's", "Michael's", "Thomas's", "Oswald's")
FAITHS = ("C of E", "Jewish", "Catholic", "RC", "Methodist")
STAGES = ("Primary", "Infant", "Junior", "High", "Nursery", "Special")
HOUSES = ("House", "Lodge", "Court", "Grange", "Manor", "Hall", "View", "Park")
CARE = (("Care", "Home"), ("Nursing", "Home"), ("Residential", "Home"), ("Care",), ("Care", "Centre"))
CAUSES = (
    ("Mind",),
    ("Friends", "of"),
    ("Citizens", "Advice"),
    ("Age", "Concern"),
    ("Community", "Transport"),
    ("Young", "Carers"),
    ("Foodbank",),
    ("Volunteer", "Centre"),
    ("Community", "Association"),
    ("Women's", "Refuge"),
)
SECOND_WORDS = (
    (),
    (),
    (),
    (),
    ("Services",),
    ("Solutions",),
    ("Group",),
    ("UK",),
    ("(UK)",),
    ("Company",),
    ("Centre",),
)
NATION = ("UK", "(UK)")
TRADES = listed(
    """
    Joinery Roofing Plumbing Electrical Scaffolding Catering Cleaning Landscapes Fencing Plastering Flooring
    Glazing Surveyors Architects Solicitors Accountants Consulting Recruitment Training Transport Coaches Taxis
    Haulage Removals Printing Signs Design Media Software Systems Computers Telecom Security Alarms Fire Lifts
    Engineering Fabrications Construction Builders Civils Demolition Drainage Surfacing Asphalt Quarries
    Aggregates Plant Tools Hire Motors Tyres Garage Vehicles Furniture Interiors Kitchens Bathrooms Lighting
    Heating Ventilation Insulation Energy Gas Water Waste Recycling Skips Nurseries Horticulture Trees Forestry
    Farms Foods Bakery Butchers Dairy Fruit Vending Laundry Uniforms Workwear Sports Leisure Fitness Dance Music
    Theatre Arts Books Stationery Toys Education Tuition Childcare Fostering Housing Lettings Estates Properties
    Developments Homecare Healthcare Physiotherapy Dental Opticians Pharmacy Veterinary Ecology Environmental
    Geotechnical Acoustics Marine Aviation Rail Highways Parking Events Marketing Research Analytics Translation
    Interpreting Legal Mediation Insurance Finance Payroll Supplies Distribution Packaging Logistics Storage
    Instruments Laboratories Chemicals Paints Timber Steel Stone Brickwork Groundworks
    """
)
TRADE_SET = frozenset(TRADES)
PLAIN = listed(
    """
    Green Blue Red White Silver Golden Bright Clear Swift Prime First Premier Elite Total Complete Direct Local
    Modern Classic Royal Crown Anchor Beacon Bridge Castle Harbour Island River Valley Forest Meadow Garden Oak
    Ash Elm Willow Cedar Maple Rose Lily Ivy Fern Heather Falcon Eagle Robin Swan Otter Badger Fox Hare Lion
    Tiger Phoenix Dragon Star Sun Moon Sky Storm Wave Stone Iron Copper Steel Crystal Diamond Amber Jade Pearl
    Compass Pathway Gateway Horizon Summit Pinnacle Vision Focus Insight Impact Inspire Aspire Achieve Choice
    Care Trust Unity Alliance Together Family Village City County National Global Inter Euro Trans Hi Tech Smart
    Easy Safe Sure Able
    """
)
TOWNS = listed(
    """
    Leeds York Bradford Sheffield Manchester Liverpool Preston Bolton Bury Rochdale Oldham Stockport Wigan
    Chester Crewe Derby Nottingham Leicester Lincoln Grimsby Hull Durham Sunderland Newcastle Gateshead Carlisle
    Kendal Lancaster Birmingham Coventry Wolverhampton Walsall Dudley Stafford Telford Shrewsbury Hereford
    Worcester Gloucester Cheltenham Bristol Bath Swindon Oxford Reading Slough Luton Bedford Cambridge
    Peterborough Norwich Ipswich Colchester Chelmsford Southend Basildon Maidstone Dover Canterbury Brighton
    Worthing Portsmouth Southampton Bournemouth Poole Exeter Plymouth Torquay Truro Taunton Yeovil Salisbury
    Winchester Guildford Woking Crawley Croydon Ealing Barnet Enfield Hackney Camden London Doncaster Rotherham
    Barnsley Wakefield Huddersfield Halifax
    """
)
SHORT = {
    "Services": ("Servs", "Serv", "Svcs"),
    "Solutions": ("Solns", "Sols"),
    "Construction": ("Const", "Constr"),
    "Engineering": ("Eng", "Engrg"),
    "Electrical": ("Elec", "Elect"),
    "Environmental": ("Env", "Environ"),
    "Developments": ("Dev", "Devs"),
    "Properties": ("Props",),
    "Association": ("Assoc", "Assn"),
    "Community": ("Comm",),
    "School": ("Sch",),
    "Primary": ("Prim", "Pri"),
    "Junior": ("Jnr", "Jun"),
    "Council": ("Cncl",),
    "Centre": ("Ctr", "Cntr"),
    "Company": ("Co", "Co."),
    "Group": ("Grp",),
    "Training": ("Trng",),
    "Transport": ("Trans", "Transp"),
    "Education": ("Educ", "Edu"),
    "Residential": ("Res",),
    "National": ("Nat", "Natl"),
    "Catholic": ("Cath",),
    "Borough": ("Boro",),
    "Insurance": ("Ins",),
}
HEADS = listed(
    """
    Ald Ash Bar Bel Ben Brack Bram Bren Broad Brom Buck Bur Cal Car Chal Ches Clay Col Comb Crom Dal Den Dun Ecc
    Eld Fal Far Fen Fern Gar Glen Gren Had Hal Hart Hav Haw Hazel Hend Hol Horn Kel Ken Kirk Lang Lin Lock Mal
    Mar Mel Mid Mor Nor Oak Or Pel Pen Quill Rad Ram Red Row Rud Sel Shel Sod Stan Sten Sut Tar Thorn Tren Ul
    Wal War Wen Whit Wil Win Wol Wren Yar
    """
)
MIDDLES = ("", "", "ber", "der", "en", "er", "ing", "ling", "man", "mer", "ning", "o", "ser", "ter", "ti", "ver")
TAILS = listed(
    """
    bank beck bold borne bridge brook burn by cliff combe cott croft dale den don field ford gate grave hall ham
    head holme hurst land ley low man mere mond more mouth ney pool ridge row sall sham shaw side son stall
    stead stock stone thorpe ton tree wade wall ward wark way well wick wold wood worth
    """
)
ONSETS = (
    "b",
    "br",
    "c",
    "cl",
    "d",
    "f",
    "fl",
    "g",
    "gr",
    "h",
    "j",
    "k",
    "l",
    "m",
    "n",
    "p",
    "pr",
    "qu",
    "r",
    "s",
    "sk",
)
ENDINGS = ("", "a", "ex", "ia", "ix", "o", "on", "or", "tec", "us", "ys", "ora", "era", "ium", "ent", "is")


@dataclass(frozen=True)
class Pools:
    """Surnames, villages and brands in order of how often they are met: the first are met most."""

    surnames: tuple[str, ...]
    villages: tuple[str, ...]
    brands: int
    twins: dict[str, str]

    def surname(self, draw: random.Random) -> str:
        """A surname; some are met a hundred times as often as others."""
        return self.surnames[rank(len(self.surnames), draw)]

    def village(self, draw: random.Random) -> str:
        """A village, which gives its name to schools, homes and parishes."""
        return self.villages[rank(len(self.villages), draw)]

    def place(self, draw: random.Random) -> str:
        """A town, or a village."""
        return draw.choice(TOWNS) if draw.random() < 0.6 else self.village(draw)

    def brand(self, draw: random.Random) -> str:
        """An invented word of two or three syllables; few are met twice."""
        number = int(self.brands * draw.random() ** 1.5)
        made = random.Random(number)
        syllables = "".join(made.choice(ONSETS) + made.choice("aeiou") for _ in range(made.choice((2, 2, 3))))
        return (syllables + made.choice(ENDINGS)).capitalize()

    def like(self, word: str, draw: random.Random) -> str:
        """The surname in use that is nearly the same, where there is one (BROWN and BROWNE); else any other surname."""
        return self.twins.get(word) or self.surname(draw)


def rank(size: int, draw: random.Random) -> int:
    """A place in a list, low places oftener: as in any list of surnames."""
    often = int(20 * (size / 20) ** draw.random()) - 20
    return often if draw.random() < 0.5 else draw.randrange(size)


def pools(names: int, draw: random.Random) -> Pools:
    """Pools that grow with the square root of the number of names, as the surnames and villages of a country do."""
    wanted = min(int(60 * names**0.5), len(HEADS) * len(MIDDLES) * len(TAILS) // 4)
    every = sorted({"".join(parts) for parts in product(HEADS, MIDDLES, TAILS)})
    draw.shuffle(every)
    surnames, villages = every[:wanted], every[wanted : wanted + wanted // 3]
    twins = {one: one + draw.choice(("s", "e")) for one in surnames[: wanted // 4]}
    for place, twin in enumerate(twins.values()):
        surnames[wanted // 2 + place] = twin
    return Pools(tuple(surnames), tuple(villages), max(names // 4, 1000), twins)
