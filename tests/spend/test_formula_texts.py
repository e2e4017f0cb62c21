"""Texts that a report wrote as formulas are read as the texts in them; other equals signs stay."""

from tests.spend.reading_texts import judged

HEADINGS = "Supplier,Date,Amount,Ref\n"


def test_texts_in_formulas_are_those_texts() -> None:
    found = judged(
        HEADINGS
        + '="Alder, Kew and Co",="03/05/2024",="1250.50",="00123"\n'
        + '"=""Birch Care""","=""04/05/2024""",640.00,"=""00124"""\n'
    )
    assert found.payments["supplier_name"].to_list() == ["Alder, Kew and Co", "Birch Care"]
    assert found.payments["transaction_number"].to_list() == ["00123", "00124"]
    assert found.accepted_pence == 189_050
    assert "FORMULA_TEXTS" in {fix.rule for fix in found.fixes}


def test_a_link_is_what_it_shows() -> None:
    link = '"=HYPERLINK(""http://x.example/1"",""Alder, Kew and Co"")"'
    found = judged(f"{HEADINGS}{link},03/05/2024,1250.50,00123\n")
    assert (found.payments["supplier_name"].to_list(), found.accepted_pence) == (["Alder, Kew and Co"], 125_050)


def test_other_equals_signs_stay() -> None:
    found = judged(HEADINGS + 'Alder Ltd,03/05/2024,1.50,"a=""b"""\nBirch Ltd,04/05/2024,2.50,=B2\n')
    assert found.payments["transaction_number"].to_list() == ['a="b"', "=B2"]
    assert "FORMULA_TEXTS" not in {fix.rule for fix in found.fixes}
