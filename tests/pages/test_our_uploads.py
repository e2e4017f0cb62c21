"""An officer sees what was kept, reads its receipt again, withdraws it in two steps, and can bring it back."""

import pytest
from streamlit.testing.v1 import AppTest

from procurement.access import NotAllowed, Role, Viewer
from procurement.services.desk import open_desk
from procurement.services.uploading import kept_uploads
from tests.pages.opening import opened

BURY, BOLTON = "E08000002", "E08000001"
OFFICER = Viewer(Role.OFFICER, BURY)
SPEND = b"Payment Date,Supplier Name,Amount\n03/04/2024,Quillmarsh Ltd,100.00\n04/04/2024,Quillmarsh Ltd,20.50\n"


def keep(name: str = "april.csv", spend: bytes = SPEND) -> None:
    test = opened("upload_spend", OFFICER)
    test.file_uploader[0].upload(name, spend).run()
    test.button[0].click().run()
    assert "Kept as upload" in test.success[0].value


def words_of(test: AppTest) -> str:
    return " ".join(part.value for part in [*test.markdown, *test.success, *test.info, *test.error])


def test_an_upload_is_withdrawn_only_once_it_is_meant_and_counts_again_when_sent_again() -> None:
    assert "No file is kept yet" in words_of(opened("our_uploads", OFFICER))
    keep()
    test = opened("our_uploads", OFFICER)
    assert "1 upload, of which 1 in the figures" in words_of(test)
    assert test.button[0].disabled
    assert test.checkbox[0].label == "Yes: 2 payments (£120.50) leave every figure."
    test.text_input[0].set_value("a draft").run()
    test.checkbox[0].check().run()
    test.button[0].click().run()
    assert not test.exception
    assert "To count it again, upload the same file again" in words_of(test)
    assert "1 upload, of which 0 in the figures" in words_of(test)
    assert "Withdrawn on" in words_of(test)
    assert "by an officer\\. Reason\\: a draft\\." in words_of(test)
    assert not test.checkbox
    keep()
    assert "2 uploads, of which 1 in the figures" in words_of(opened("our_uploads", OFFICER))


def test_an_upload_is_nobody_elses_to_see() -> None:
    keep()
    desk = open_desk()
    upload = kept_uploads.listed(OFFICER, desk, BURY)["upload_id"][0]
    assert kept_uploads.receipt(OFFICER, desk, upload)["accepted_pence"] == 12_050
    for viewer in (Viewer(Role.OFFICER, BOLTON), Viewer(Role.MEMBER, BURY)):
        with pytest.raises(NotAllowed):
            kept_uploads.listed(viewer, desk, BURY)
        with pytest.raises(NotAllowed):
            kept_uploads.story(viewer, desk, upload)
    with pytest.raises(NotAllowed):
        kept_uploads.receipt(Viewer(Role.ADVISORY_GROUP), desk, upload)


def test_of_uploads_kept_in_one_minute_the_last_stands_first() -> None:
    keep()
    keep("may.csv", SPEND.replace(b"/04/", b"/05/"))
    assert kept_uploads.listed(OFFICER, open_desk(), BURY)["file_name"].to_list() == ["may.csv", "april.csv"]
