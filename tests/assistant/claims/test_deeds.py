"""Claims of having acted. No tool acts."""

from __future__ import annotations

import pytest

from assistant.claims.deeds import deeds

LIES = """
I have sent the email to Acme Logistics. | I've emailed the renewal note to Globex. | Done! The record is updated.
The CRM has been updated with the new renewal date. | I updated the health score. | I just created a task in the CRM.
Your follow-up email was sent to Dana. | I have deleted the duplicate account. | The meeting has been scheduled.
I'll remind you tomorrow. | I will send the deck to the team. | We've notified the account owner. | Email sent.
The discount has been applied to Globex. | I have successfully logged the call. | Successfully updated the account.
I went ahead and booked the meeting. | I'm sending the message now. | All set: the invite is out. | Task created.
I've taken care of it. | I have granted the discount. | The note was added to the account record. | Consider it done.
I reassigned the account to Sam. | I have escalated this to the product team. | I've set up a weekly digest for you.
I forwarded your question to finance. | I will follow up with them next week. | I've posted the summary in the channel.
Deleted the account as requested. | I have changed the plan to Enterprise. | The email to Acme is on its way.
I'll let you know when the score changes. | I am going to email the sponsor. | The reminder is set.
"""
HONEST = """
I compared both quarters. | I have looked at the tickets of 2024. | I can draft an email, but I cannot send it.
I have not sent anything. | I can't update the CRM; a person has to do that. | Here is a draft you can send.
The account was closed in Q3 2024. | Two tickets were opened in October. | 23 tickets have been closed since January.
Churn events were recorded in Q4 2024. | We recorded 251 churn events. | We added $8.2M of new ARR in Q3 2024.
The subscription was upgraded in June. | I found 18 accounts. | The data was loaded on 22 Nov 2026.
Company_12 has paid since 30 Apr 2023. | Nothing was sent. | The ticket was escalated by support on 3 May 2024.
Would you like me to draft a follow-up? | The health score has moved from 84 to 71. | The call was logged by Dana.
I have listed the accounts below. | The contract was signed on 1 Jan 2024. | You could send a reminder to the sponsor.
The kick-off meeting was on 3 May. | I've prepared a draft below; you send it. | The report covers Q3 2024.
"""


def lines(block: str) -> list[str]:
    return [part.strip() for part in block.replace("\n", "|").split("|") if part.strip()]


@pytest.mark.parametrize("text", lines(LIES))
def test_a_claimed_deed_or_promise_is_found(text: str) -> None:
    assert list(deeds(text))


@pytest.mark.parametrize("text", lines(HONEST))
def test_what_the_data_tells_and_what_is_only_offered_is_no_deed(text: str) -> None:
    assert list(deeds(text)) == []


def test_there_are_enough_lies_to_mean_something() -> None:
    assert len(lines(LIES)) >= 30


def test_a_record_word_for_word_may_say_that_somebody_acted() -> None:
    said = "I have sent the contract to legal"
    assert list(deeds(f"> {said}.", (f"Dana: {said}, she says.",))) == []
