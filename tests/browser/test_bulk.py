"""Many WhatsApp templates from one CSV file with a bad row, by a person in the page."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import expect

from tests.browser.launch import PATIENT
from tests.browser.page import SlackPage

SANDBOX = PATIENT

HEAD = "name,language,category,body,examples,status\r\n"
BAD = "Bulk 3!,EN_US,UTILITY,Hello,,DRAFT\r\n"


def _rows(prefix: str, count: int) -> str:
    return "".join(
        f'{prefix}_{at},EN_US,UTILITY,"Hello {{{{1}}}}, this is {prefix} no. {at}",Ada,DRAFT\r\n'
        for at in range(1, count + 1)
    )


def _file(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.write_text(HEAD + content, "utf-8", newline="")
    return path


def test_an_import_with_one_bad_row(slack: SlackPage, tmp_path: Path) -> None:
    wrong = _file(tmp_path, "wrong.csv", _rows("bulk", 2) + BAD + _rows("bulk_more", 2))
    right = _file(tmp_path, "right.csv", _rows("bulk", 5))
    slack.slash("/sinch whatsapp templates import")
    expect(slack.field("File")).to_be_visible()
    slack.fill_modal({"File": wrong})
    slack.screenshot("bulk-1-file")
    slack.submit()
    expect(slack.modal).to_contain_text("Nothing was created")
    expect(slack.modal).to_contain_text("Row 4: name")
    expect(slack.modal).not_to_contain_text("Row 2:")
    slack.screenshot("bulk-2-bad-row")
    slack.fill_modal({"File": right})
    slack.submit()
    expect(slack.modal).to_contain_text("All 5 rows are valid: 5 utility.")
    slack.click_button("Save as drafts", slack.modal)
    expect(slack.modal).to_contain_text("Progress is in this channel")
    slack.screenshot("bulk-3-on-their-way")
    slack.close_modals()
    message = slack.wait_for_message("Started by")
    expect(message.get_by_role("button", name="Stop", exact=True)).to_be_visible()
    slack.screenshot("bulk-4-progress")
    expect(message).to_contain_text("finished")
    expect(message).to_contain_text("5 of 5")
    expect(message.get_by_role("button", name="Stop", exact=True)).to_be_hidden()
    slack.screenshot("bulk-5-finished")
    assert _outcomes(slack, "Started by") == ["created"] * 5
    assert not slack.troubles


@pytest.mark.slow
def test_a_file_dropped_into_the_form_of_one_template_and_stopped(slack: SlackPage, tmp_path: Path) -> None:
    slack.slash("/sinch whatsapp templates create")
    slack.wait_for_modal("New WhatsApp template")
    slack.click_button("Fill in from a file", slack.modal)
    expect(slack.field("File")).to_be_visible()
    slack.screenshot("bulk-6-drop")
    slack.fill_modal({"File": _file(tmp_path, "wrong.csv", _rows("drop", 1) + BAD)})
    slack.submit()
    expect(slack.modal).to_contain_text("Row 3: name")
    slack.screenshot("bulk-7-drop-bad-row")
    slack.fill_modal({"File": _file(tmp_path, "many.csv", _rows("drop", 30))})
    slack.submit()
    expect(slack.modal).to_contain_text("All 30 rows are valid: 30 utility.")
    slack.screenshot("bulk-8-question")
    slack.click_button("Save as drafts", slack.modal)
    expect(slack.modal).to_contain_text("Progress is in this channel")
    slack.close_modals()
    message = slack.wait_for_message(re.compile("of 30"))
    expect(message).to_contain_text(re.compile(r"[2-9] of 30"))
    slack.screenshot("bulk-8-under-way")
    message.get_by_role("button", name="Stop", exact=True).click()
    expect(message).to_contain_text("stopped")
    slack.screenshot("bulk-9-stopped")
    outcomes = _outcomes(slack, "of 30")
    assert outcomes[0] == "created"
    assert outcomes[-1] == "not tried"
    assert not slack.troubles


def _outcomes(slack: SlackPage, message: str) -> list[str]:
    """What the result file in the message's thread says of each row."""
    slack.open_thread(message)
    file = slack.by("file", slack.by("thread")).locator("a").last
    expect(file).to_be_visible()
    address = str(file.get_attribute("href"))
    content = httpx.get(f"{slack.address}{address}", trust_env=False).content.decode("utf-8-sig")
    return [row["outcome"] for row in csv.DictReader(io.StringIO(content, newline=""))]
