"""A newcomer's way through the try-out: reads as a member, acts as an owner, reads what changed."""

from playwright.sync_api import expect

from tests.browser.visitor import Visitor

TICK = "I am an owner and may decide this for our organisation."


def sends_the_letter(visitor: Visitor) -> None:
    visitor.opens_home_as("Ada Byron")
    visitor.presses("Prepare the opt-out e-mail")
    visitor.chooses("I sent it today")
    visitor.chooses(TICK)
    visitor.presses("Save")
    expect(visitor.dialog).to_have_accessible_name("Recorded")
    visitor.closes()


def records_that_it_is_done(visitor: Visitor, day: str) -> None:
    visitor.opens_home_as("Ada Byron")
    visitor.presses("Record Slack’s answer")
    visitor.chooses("Done: Slack says the opt-out is completed")
    visitor.fills("The date Slack’s answer bears", day)
    visitor.fills("The text of Slack’s reply", "Your opt-out request has been completed.")
    visitor.presses("Save")
    expect(visitor.dialog).to_have_accessible_name("Recorded")
    visitor.closes()


def test_a_newcomer_is_a_member_at_home_and_reads_the_answer_first(visitor: Visitor):
    assert visitor.page.title() == "Sam Rivers · Home · Acme (pretended)"
    headings = visitor.content.get_by_role("heading").all_inner_texts()
    assert headings[1:3] == ["How Slack uses our data", "In short"]
    first = visitor.content.locator(".section").first.inner_text()
    assert first.startswith("May Slack use our data to train models? By default,")
    assert "Your part as an owner" not in visitor.reads()


def test_a_member_types_the_command_and_opens_sources_and_what_changed(visitor: Visitor):
    visitor.types("/datapolicy")
    answer = visitor.page.get_by_role("article", name="Data Policy")
    expect(answer).to_contain_text("Only visible to you")
    expect(answer).to_contain_text("May Slack use our data to train models?")
    expect(answer).to_contain_text("Our opt-out: None recorded here.")

    visitor.presses("Sources of these statements")
    expect(visitor.dialog).to_have_accessible_name("Sources")
    assert "not yet compared with Slack’s live pages" in visitor.reads()
    assert visitor.dialog.locator("blockquote").count() > 5
    visitor.closes()

    visitor.presses("What changed in Slack’s texts")
    expect(visitor.dialog).to_have_accessible_name("What changed")
    assert "27 February 2026:" in visitor.reads()
    visitor.closes()
    expect(visitor.dialog).to_have_count(0)


def test_the_answer_leads_to_home(visitor: Visitor):
    visitor.types("/datapolicy")
    visitor.presses("Open Data Policy")
    expect(visitor.content.get_by_role("heading", name="How Slack uses our data")).to_be_visible()
    assert visitor.page.url.endswith("/as/sam/home")


def test_a_word_the_command_does_not_know_gets_the_nearest(visitor: Visitor):
    visitor.types("/datapolicy statsu")
    assert "The nearest is /datapolicy status" in visitor.reads()


def test_a_week_after_the_letter_members_read_that_no_answer_is_recorded(visitor: Visitor):
    sends_the_letter(visitor)
    visitor.opens_home_as("Sam Rivers")
    assert "An owner says the request was sent on 21 November 2026. No answer is recorded here yet." in (
        visitor.reads()
    )
    visitor.passes("week")
    assert "No answer is recorded here after 7 days." in visitor.reads()
    visitor.becomes("Ada Byron")
    assert "we suggest asking again now" in visitor.reads()


def test_what_an_owner_records_of_slacks_answer_changes_what_members_read(visitor: Visitor):
    sends_the_letter(visitor)
    visitor.passes("day")
    records_that_it_is_done(visitor, "2026-11-22")
    visitor.opens_home_as("Sam Rivers")
    read = visitor.reads()
    assert "Our opt-out: Confirmation recorded" in read
    assert "no e-mail file is on record" in read
    assert "does not switch AI features off" in read

    visitor.presses("See the record")
    record = visitor.reads()
    assert record.index("Slack’s answer: done") < record.index("The opt-out e-mail was sent")
    assert "Dated 2026-11-22 (as stated), recorded 2026-11-22 12:00 UTC by a workspace owner" in record
    assert "Ada Byron" not in record
    visitor.closes()

    visitor.opens_home_as("Grace Murray")
    visitor.presses("See the record")
    assert "by a workspace owner (@Ada Byron)" in visitor.reads()


def test_the_letter_can_be_copied_or_opened_in_the_mail_app(visitor: Visitor):
    visitor.opens_home_as("Ada Byron")
    visitor.presses("Prepare the opt-out e-mail")
    expect(visitor.dialog.get_by_label("Subject")).to_have_value("Slack Global model opt-out request")
    body = visitor.dialog.get_by_label("Text of the e-mail").input_value()
    assert "Workspace URL: https://acme.slack.com" in body
    link = visitor.dialog.get_by_role("link", name="Open in my mail app").get_attribute("href") or ""
    assert link.startswith("mailto:feedback@slack.com?subject=Slack%20Global%20model%20opt-out%20request&")
    assert len(link) <= 1_800


def test_a_form_that_lacks_something_says_so_under_the_field_and_keeps_what_was_typed(visitor: Visitor):
    visitor.opens_home_as("Ada Byron")
    visitor.presses("We decide not to")
    visitor.fills("Reason", "We want the features to learn from us.")
    visitor.presses("Save")
    expect(visitor.dialog).to_have_accessible_name("Decide not to opt out")
    expect(visitor.dialog.get_by_role("alert")).to_have_count(1)
    expect(visitor.dialog.get_by_label("Reason")).to_have_value("We want the features to learn from us.")


def test_an_admin_is_told_that_only_owners_can_act(visitor: Visitor):
    visitor.opens_home_as("Lin Yutang")
    assert "Your part as an owner" not in visitor.reads()
    visitor.opens_home_as("Ada Byron")
    assert "Your part as an owner" in visitor.reads()


def test_a_guest_reads_the_status_and_not_the_record(visitor: Visitor):
    sends_the_letter(visitor)
    visitor.opens_home_as("Noor Haddad")
    visitor.presses("See the record")
    assert "Guests read the status and its date." in visitor.reads()
