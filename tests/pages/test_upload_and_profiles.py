"""An officer answers once, sees what was remembered, changes it, and is asked no more."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from procurement.access import Role, Viewer
from procurement.services.desk import open_desk
from procurement.services.uploading import profiles
from tests.pages.opening import opened
from tests.spend.workbooks import zip_of

BURY = "E08000002"
OFFICER = Viewer(Role.OFFICER, BURY)
TWO = "Payment Date,Supplier Name,Amount,Amount (2)\n"


def month(number: int, headings: str = TWO) -> bytes:
    rows = [f"0{day}/0{number}/2024,Quillmarsh Ltd,100.00,120.00\n" for day in (3, 4)]
    return (headings + "".join(rows)).encode()


def uploaded(content: bytes, name: str = "april.csv") -> AppTest:
    test = opened("upload_spend", OFFICER)
    test.file_uploader[0].upload(name, content).run()
    assert not test.exception
    return test


def kept(content: bytes, answer: str, name: str = "april.csv") -> AppTest:
    test = uploaded(content, name)
    test.radio[0].set_value(answer).run()
    test.button[0].click().run()
    assert not test.exception
    return test


def words_of(test: AppTest) -> str:
    return " ".join(part.value for part in [*test.markdown, *test.success, *test.info, *test.error])


def test_a_question_shows_what_each_answer_would_count() -> None:
    test = uploaded(month(4))
    assert test.radio[0].value is None
    assert test.radio[0].options == [
        "Amount (would count £200.00 from 2 rows, paid 3 April 2024 to 4 April 2024)",
        "Amount (2) (would count £240.00 from 2 rows, paid 3 April 2024 to 4 April 2024)",
    ]
    assert len(test.button) == 0


def test_every_line_is_told_and_each_held_back_row_says_why_before_anything_is_kept() -> None:
    rows = "Payment Date,Supplier Name,Amount\n03/04/2024,Quillmarsh Ltd,100.00\n31/04/2024,Quillmarsh Ltd,50.00\n"
    test = uploaded(f"{rows}04/04/2024,Harrowfen PLC,#REF!\nTotal,,150.00\n".encode())
    assert "0 blank, 1 heading, 1 total" in words_of(test)
    (told,) = [box for box in test.expander if box.label.startswith("Held back")]
    assert told.label == "Held back, and why: amount error (1 row) and date not a day (1 row)"
    held = told.dataframe[0].value
    assert held["Line in the file"].to_list() == [3, 4]
    assert held["Value"].to_list() == ["31/04/2024", "#REF!"]
    advice = told.markdown[0].value
    assert [one[:13] for one in advice.splitlines()] == ["- **Line 3**:", "- **Line 4**:"], "each says what to do"


def test_a_file_with_no_held_back_row_speaks_of_none() -> None:
    assert not [box for box in uploaded(month(4)).expander if box.label.startswith("Held back")]


def test_an_answer_is_remembered_and_the_next_month_asks_nothing() -> None:
    first = kept(month(4), "Amount (2)")
    assert "Kept as upload" in words_of(first)
    may = uploaded(month(5), "may.csv")
    assert may.radio[0].value == "Amount (2)"
    assert "for april.csv, by an officer" in words_of(may)
    may.button[0].click().run()
    assert "Kept as upload" in words_of(may)
    assert "From how files are read: Which column is the amount" in words_of(may)


def test_an_answer_is_not_remembered_where_the_box_is_cleared(home: Path) -> None:
    test = uploaded(month(4))
    test.radio[0].set_value("Amount").run()
    test.checkbox(key="remember answers").uncheck().run()
    test.button[0].click().run()
    assert "Kept as upload" in words_of(test)
    assert profiles.listed(OFFICER, open_desk(home), BURY) == []


def test_the_answer_of_the_profile_can_be_changed_while_uploading(home: Path) -> None:
    kept(month(4), "Amount (2)")
    kept(month(5), "Amount", "may.csv")
    assert [one.value for one in profiles.listed(OFFICER, open_desk(home), BURY)] == ["Amount"]


def test_the_same_period_is_answered_for_one_file_unless_always_is_ticked(home: Path) -> None:
    kept(month(4), "Amount (2)")
    more = month(4) + b"05/04/2024,Harrowfen PLC,9.00,9.00\n"
    test = uploaded(more, "again.csv")
    test.radio[1].set_value("replace").run()
    assert [box.value for box in test.checkbox] == [False]
    test.checkbox(key="always SAME_PERIOD").check().run()
    test.button[0].click().run()
    found = profiles.listed(OFFICER, open_desk(home), BURY)
    assert [(one.code, one.value) for one in found][1:] == [("SAME_PERIOD", "replace")]


def test_a_copy_is_left_out_as_its_lines_prove_unless_a_person_says_otherwise(home: Path) -> None:
    rows = "Payment Date,Supplier Name,Net Amount\n"
    rows += "".join(f"0{day}/04/2024,Quillmarsh Ltd,{500 + day}.25\n" for day in range(1, 8))
    test = uploaded(rows.encode())
    test.button[0].click().run()
    again = uploaded(rows.encode("utf-16"), "april again.csv")
    assert again.radio[0].label.startswith("All 7 payments of this file are stored already, in april.csv (upload ")
    assert again.radio[0].value == "stop"
    again.button[0].click().run()
    assert not again.exception
    assert "The file is left out, so that nothing counts twice" in words_of(again)
    meant = kept(rows.encode("utf-16"), "add", "april again.csv")
    assert "Kept as upload" in words_of(meant)
    assert open_desk(home).store.ledger.payments().collect().height == 14


def test_remembered_answers_are_seen_changed_undone_and_forgotten(home: Path) -> None:
    assert "No answer is remembered yet" in words_of(opened("check_profiles", OFFICER))
    kept(month(4), "Amount (2)")
    test = opened("check_profiles", OFFICER)
    assert not test.exception
    assert "Which column is the amount" in words_of(test)
    assert "by an officer" in words_of(test)
    test.selectbox[0].set_value("Amount").run()
    assert "From the next file on: Amount" in words_of(test)
    assert [one.value for one in profiles.listed(OFFICER, open_desk(home), BURY)] == ["Amount"]
    next(button for button in test.button if button.label == "Undo the last change").click().run()
    assert [one.value for one in profiles.listed(OFFICER, open_desk(home), BURY)] == ["Amount (2)"]
    next(button for button in test.button if button.label == "Forget this answer").click().run()
    assert "Forgotten" in words_of(test)
    assert profiles.listed(OFFICER, open_desk(home), BURY) == []
    assert "forgotten, from Amount (2) to nothing" in words_of(test)


def test_the_page_is_closed_to_members() -> None:
    test = opened("check_profiles", Viewer(Role.MEMBER, BURY))
    assert test.exception
    assert not test.button
    assert not test.info


def test_a_file_that_was_just_kept_asks_nothing_about_itself() -> None:
    test = kept(month(4), "Amount (2)")
    test.run()
    assert [radio.label.split("?")[0] for radio in test.radio] == [
        'Which column is the amount paid, net of VAT: "Amount" and "Amount (2)"'
    ]
    assert "Kept as upload" in words_of(test)


THEIRS = b"Body Name,Date,Supplier,Net Amount\nLeeds City Council,03/04/2024,Quillmarsh Ltd,9.00\n"


def test_a_file_that_is_not_to_be_taken_can_be_thought_about_again(home: Path) -> None:
    test = uploaded(THEIRS)
    test.radio[0].set_value("stop").run()
    assert "The file is Leeds City Council's" in words_of(test)
    assert not test.button
    test.radio[0].set_value("all").run()
    assert [button.label for button in test.button] == ["Keep these payments"]


def test_such_files_can_be_turned_away_always(home: Path) -> None:
    test = uploaded(THEIRS)
    test.radio[0].set_value("stop").run()
    test.checkbox(key="always OTHER_BODY").check().run()
    next(button for button in test.button if button.label == "Remember this answer").click().run()
    assert not test.exception
    assert [one.value for one in profiles.listed(OFFICER, open_desk(home), BURY)] == ["stop"]


def test_two_files_of_a_zip_are_answered_each_for_itself() -> None:
    both = zip_of({"april.csv": month(4), "may.csv": month(5)})
    test = uploaded(both, "months.zip")
    assert len(test.radio) == 2
    test.radio[0].set_value("Amount").run()
    test.radio[1].set_value("Amount (2)").run()
    test.button[0].click().run()
    assert "£200.00" in [metric.value for metric in test.metric]
    assert "£240.00" in [metric.value for metric in test.metric]
    assert words_of(test).count("Kept as upload") == 2


def test_no_council_is_assumed_for_those_who_upload_for_any() -> None:
    test = opened("upload_spend", Viewer(Role.ADVISORY_GROUP))
    assert not test.file_uploader
    test.selectbox[0].select("Bury").run()
    assert len(test.file_uploader) == 1


def test_a_column_that_was_not_found_can_be_pointed_at() -> None:
    test = uploaded(b"Date,Whom,Net Amount\n03/04/2024,Ada,12.50\n")
    assert "No column holds the supplier" in test.error[0].value
    assert [box.label for box in test.selectbox] == ["Paid on", "Supplier name", "Amount"]
    test.selectbox[1].select("Whom").run()
    assert not test.error
    assert "£12.50" in {metric.value for metric in test.metric}
