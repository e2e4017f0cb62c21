"""Coverage-guided fuzzing of the reader: any bytes are read or refused in a sentence, and what is read balances.

Needs atheris, which is not among the project's requirements (it instruments the interpreter):

    uv pip install --target /tmp/fuzzing atheris
    PYTHONPATH=/tmp/fuzzing:. .venv/bin/python -m tests.fuzz.fuzz_reader /tmp/corpus -max_total_time=3600 \
        -timeout=10 -rss_limit_mb=512 -runs=1200 -max_len=8192 -dict=tests/fuzz/spend.dict

The fuzzer keeps something of every input, about 100 KB, which the reader by itself does not; so begin it again after
every 1,200 runs for as long as is wanted: it goes on from the corpus.

The first folder is the corpus, which is filled with seeds where it is empty. A crash leaves the input beside it.
"""

import sys
from pathlib import Path

import polars as pl

from procurement.spend.limits import Limits

LIMITS = Limits(
    max_bytes=1_000_000, max_rows=2_000, max_unzipped_bytes=2_000_000, max_grid_cells=200_000, max_cell_characters=2_000
)
SHORTEST_SENTENCE = 20


def read_one(data: bytes) -> str:
    """What came of one input: "refused", or how many files were read. Any other exception is a find."""
    from procurement.spend import headings, judge, read, receive
    from procurement.spend.findings import Refused
    from tests.fuzz.envelopes import enveloped
    from tests.spend.reading_texts import ALIASES, REDACTIONS, TODAY

    taken = 0
    try:
        for received in receive.check("april.csv", enveloped(data), LIMITS):
            if received.refusal:
                _check_sentence(received.refusal)
                continue
            table = read.as_text(received, LIMITS, {}, ALIASES)
            named = headings.apply(table, ALIASES, REDACTIONS, {}, received.name)
            judged = judge.rows(named, TODAY, {}, REDACTIONS)
            parts = judged.payments.height + judged.held_back.height + judged.blank + judged.headings + judged.totals
            assert parts == judged.lines == table.lines
            assert judged.accepted_pence + judged.held_back_pence == judged.pence
            assert judged.held_back.filter(pl.col("advice") == "").is_empty()
            taken += 1
    except Refused as problem:
        _check_sentence(str(problem))
        return "refused"
    return str(taken)


def _check_sentence(said: str) -> None:
    assert len(said) >= SHORTEST_SENTENCE, said
    assert "accounted for" not in said, said
    assert "counted twice" not in said, said


def seeds() -> list[bytes]:
    """Inputs to begin from: a good file in each envelope."""
    from tests.fuzz import envelopes

    markup = "".join(envelopes.workbooks.ods_row(*row) for row in envelopes.ROWS).encode()
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" '
        b't="inlineStr"><is><t>Date</t></is></c></row></sheetData></worksheet>'
    )
    texts = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>Date</t></si></sst>'
    bodies = {
        "as_ods_markup": markup,
        "as_sheet_markup": sheet,
        "as_shared_texts": texts,
        "as_sheets": envelopes.CSV + b"\x00" + envelopes.CSV.replace(b"/04/", b"/05/"),
        "as_web_page": b"<tr><td>03/04/2024<td>Quillmarsh Ltd<td>1,250.00<tr><td>17/04/2024<td>Harrowfen<td>(70.00)",
        "as_old_spreadsheet": b"".join(_old_row(row) for row in envelopes.ROWS),
        "as_xml_list": b"".join(_record(row) for row in envelopes.ROWS[1:-1]),
        "as_json_list": b",".join(_object(row) for row in envelopes.ROWS[1:-1]),
    }
    return [
        bytes([at]) + bodies.get(envelope.__name__, envelopes.CSV) for at, envelope in enumerate(envelopes.ENVELOPES)
    ]


def _old_row(row: list[str]) -> bytes:
    cells = "".join(f'<Cell><Data ss:Type="String">{cell}</Data></Cell>' for cell in row)
    return f"<Row>{cells}</Row>".encode()


def _record(row: list[str]) -> bytes:
    date, supplier, amount = row[1:4]
    return f"<payment><Date>{date}</Date><Supplier>{supplier}</Supplier><Amount>{amount}</Amount></payment>".encode()


def _object(row: list[str]) -> bytes:
    date, supplier, amount = row[1:4]
    return f'{{"Date":"{date}","Supplier":"{supplier}","Amount":"{amount}"}}'.encode()


def main(arguments: list[str]) -> None:
    """Fuzz until told to stop; the arguments are those of libFuzzer."""
    import atheris  # pyright: ignore[reportMissingImports]

    folders = [Path(word) for word in arguments[1:] if not word.startswith("-")]
    if folders and not any(folders[0].glob("*")):
        folders[0].mkdir(parents=True, exist_ok=True)
        for at, seed in enumerate(seeds()):
            (folders[0] / f"seed{at}").write_bytes(seed)
    with atheris.instrument_imports(include=["procurement.spend"]):
        read_one(seeds()[0])
    atheris.Setup(arguments, read_one_quietly)
    atheris.Fuzz()


def read_one_quietly(data: bytes) -> None:
    """As the fuzzer calls it."""
    read_one(data)


if __name__ == "__main__":
    main(sys.argv)
