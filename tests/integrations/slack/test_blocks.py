"""An answer as people see it: calm, complete, within Slack's limits, and readable as plain text."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answer import Answer, SourceRef
from integrations.slack.blocks import answer_blocks, answer_message, answer_text, reasons_message
from integrations.slack.limits import fits
from integrations.slack.message import simpler, versions
from integrations.slack.payload import safe_message
from integrations.slack.proof import math_messages
from integrations.slack.tokens import LinkRules
from tests.integrations.slack.answers import NRR_RULE, YEAR, answer, clarification, nrr
from tests.integrations.slack.slack_rules import faults, texts_of
from tools.evidence import Choice
from tools.facts import Definition, Fact, Source

SEGMENTS = (nrr("Enterprise"), nrr("Mid-market", "0.97"), nrr("SMB", "0.91"))


def kinds(blocks: list[dict[str, object]]) -> list[str]:
    return [str(block["type"]) for block in blocks]


def test_one_figure_is_a_sentence_with_small_print_and_buttons() -> None:
    blocks = answer_blocks(answer())
    assert kinds(blocks) == ["context", "section", "context", "actions", "context_actions"]
    assert [element["text"] for element in blocks[0]["elements"]] == ["Assumed: calendar year 2024"]
    assert blocks[1]["text"]["text"] == "NRR was *108.3 %* in 2024."
    assert [element["text"] for element in blocks[2]["elements"]] == [
        "As of 31 Dec 2024",
        "Sources: Net revenue retention",
    ]


def test_an_assumption_the_prose_states_is_not_repeated() -> None:
    blocks = answer_blocks(answer("For calendar year 2024: NRR was 108.3 %."))
    assert kinds(blocks)[0] == "section"


def test_a_breakdown_the_prose_does_not_repeat_is_a_table() -> None:
    blocks = answer_blocks(answer("NRR by segment:", facts=SEGMENTS))
    rows = [[cell["text"] for cell in row] for row in blocks[2]["rows"]]
    assert rows == [["Segment", "NRR"], ["Enterprise", "108.3 %"], ["Mid-market", "97.0 %"], ["SMB", "91.0 %"]]
    assert blocks[2]["column_settings"][-1] == {"align": "right"}


def test_figures_that_stand_in_the_prose_are_not_shown_twice() -> None:
    prose = "Enterprise 108.3 %, Mid-market 97.0 %, SMB 91.0 %."
    assert "table" not in kinds(answer_blocks(answer(prose, facts=SEGMENTS)))


def test_a_figure_is_not_taken_for_part_of_another() -> None:
    lost = nrr(label="Accounts lost", value=Decimal(5), unit="count")
    blocks = answer_blocks(answer("15 of 5,000 accounts.", facts=(lost, lost)))
    assert blocks[2]["fields"][0]["text"] == "*Accounts lost*\n5"


def test_several_measures_of_one_thing_are_fields() -> None:
    facts = (nrr(), nrr(label="GRR", value=Decimal("0.88")))
    blocks = answer_blocks(answer("Retention in 2024:", facts=facts))
    assert [field["text"] for field in blocks[2]["fields"]] == ["*NRR*\n108.3 %", "*GRR*\n88.0 %"]


def test_a_trend_is_told_apart_by_period_and_measures_by_name() -> None:
    later = nrr(period=None, as_of=date(2025, 3, 31), label="GRR")
    rows = answer_blocks(answer("Trend:", facts=(nrr(), later)))[2]["rows"]
    assert [[cell["text"] for cell in row] for row in rows] == [
        ["Period", "Measure", "Value"],
        ["1 Jan 2024 to 31 Dec 2024", "NRR", "108.3 %"],
        ["31 Mar 2025", "GRR", "108.3 %"],
    ]


def test_a_long_list_says_how_much_of_it_is_shown() -> None:
    facts = tuple(nrr(f"Segment {n}") for n in range(57))
    blocks = answer_blocks(answer("By segment:", facts=facts))
    assert len(blocks[2]["rows"]) == 21
    assert blocks[3]["elements"][0]["text"] == "showing 20 of 57 figures"
    assert "(showing 20 of 57 figures)" in answer_text(answer("By segment:", facts=facts))


def test_a_question_back_offers_its_choices_and_asks_for_no_rating() -> None:
    blocks = answer_blocks(clarification())
    assert kinds(blocks) == ["section", "actions"]
    assert [button["text"]["text"] for button in blocks[1]["elements"]] == ["Acme Logistics", "Acme Retail"]


def test_the_text_alone_says_everything_the_blocks_say() -> None:
    assert answer_text(answer("NRR by segment:", facts=SEGMENTS)).split("\n") == [
        "NRR by segment:",
        "• Enterprise: 108.3 %",
        "• Mid-market: 97.0 %",
        "• SMB: 91.0 %",
        "_Assumed: calendar year 2024_",
        "_As of 31 Dec 2024_",
        "_Sources: Net revenue retention_",
    ]
    assert "• Acme Retail" in answer_text(clarification())


def test_an_undefined_figure_says_why_in_its_working() -> None:
    undefined = nrr(value=None, undefined_because="no account had opening ARR")
    text = str(math_messages(answer("Not defined.", facts=(undefined,))))
    assert "*not defined* because no account had opening ARR" in text


def test_an_undefined_figure_is_a_sentence_with_its_reason_and_no_table() -> None:
    undefined = nrr("SMB", None, undefined_because="no account had opening ARR")
    other = undefined.model_copy(update={"subject": {"segment": "Enterprise"}})
    facts = (nrr("Mid-market"), undefined, other)
    blocks = answer_blocks(answer("In the mid-market NRR was 108.3 %.", facts=facts))
    assert kinds(blocks)[:4] == ["context", "section", "context", "context"]
    said = "Not defined: NRR (SMB), NRR (Enterprise), because no account had opening ARR."
    assert [element["text"] for element in blocks[2]["elements"]] == [said]
    assert said in answer_text(answer("In the mid-market NRR was 108.3 %.", facts=facts)).split("\n")


def test_a_reason_the_prose_gives_is_not_repeated() -> None:
    undefined = nrr(value=None, undefined_because="no account had opening ARR")
    prose = "NRR is **not defined**: no account had opening ARR. Beside it: GRR 88.0 %."
    blocks = answer_blocks(answer(prose, facts=(undefined, nrr(label="GRR", value="0.88"))))
    assert kinds(blocks)[:3] == ["context", "section", "context"]
    assert "Not defined:" not in str(blocks)


def test_what_is_not_defined_keeps_its_row_in_a_table() -> None:
    undefined = nrr("SMB", None, undefined_because="no account had opening ARR")
    rows = answer_blocks(answer("By segment:", facts=(nrr("Enterprise"), undefined)))[2]["rows"]
    assert [cell["text"] for cell in rows[2]] == ["SMB", "not defined"]


def test_names_in_the_small_print_make_no_marks() -> None:
    blocks = answer_blocks(answer(assumptions=("account is *Star*",)))
    assert blocks[0]["elements"][0]["text"] == "Assumed: account is ∗Star∗"


def test_the_working_shows_rule_period_inputs_rows_and_query() -> None:
    section, query, small = math_messages(answer())[0].blocks
    assert section["text"]["text"].split("\n") == [
        "*net_revenue_retention* (version 1), 1 Jan 2024 to 31 Dec 2024",
        "closing ARR of the accounts with opening ARR / their opening ARR",
        "• NRR: *108.3 %* (42 rows)",
        "   from opening ARR 1,000,000; closing ARR 1,083,000",
    ]
    assert query["text"]["text"] == "```\nSELECT sum(arr)\nFROM subscriptions\n```"
    assert small["elements"][0]["text"] == "Read from subscriptions · as of 31 Dec 2024"


def test_figures_of_one_calculation_share_its_rule_and_query() -> None:
    blocks = list(math_messages(answer(facts=SEGMENTS))[0].blocks)
    assert kinds(blocks) == ["section", "section", "context"]
    assert blocks[0]["text"]["text"].count("• NRR,") == 3


def test_a_long_query_is_cut_and_says_so() -> None:
    source = Source(tables=("subscriptions",), rows=1, query="\n".join(f"line {n} " + "x" * 40 for n in range(60)))
    query = math_messages(answer(facts=(nrr(source=source),)))[0].blocks[1]["text"]["text"]
    assert query.endswith("(showing 11 of 60 lines)\n```")


def test_an_answer_without_figures_has_no_working_to_show() -> None:
    assert "no figures" in math_messages(answer(facts=()))[0].text


def test_plainer_versions_keep_every_button_and_end_in_text() -> None:
    message = answer_message(answer("By segment:", facts=SEGMENTS))
    first, second, third, fourth = versions(message)
    assert (first, third.blocks, fourth.blocks) == (message, (), ())
    assert {block["type"] for block in second.blocks} == {"section", "context", "actions"}
    assert list(versions(answer_message(clarification())))[1].blocks == ()
    assert fits(list(simpler(message.blocks)))


def test_the_reasons_for_a_complaint_are_buttons() -> None:
    assert fits(list(reasons_message("T1:D1:1.1").blocks))


words = st.text(st.sampled_from("aé東👍\u0301&<>|*_`\n .@#/:1") | st.characters(codec="utf-8"), max_size=90)
long_words = st.builds(lambda text, n: text * n, words, st.integers(1, 40))
sources = st.builds(Source, tables=st.just(("subscriptions",)), rows=st.integers(0, 10**6), query=long_words)
rules = st.builds(Definition, name=words, version=st.just(1), formula=long_words)
facts = st.builds(
    Fact,
    metric=st.just("m"),
    label=long_words,
    value=st.one_of(st.none(), words, st.integers(-(10**9), 10**9)),
    unit=st.sampled_from(["count", "text", "money"]),
    subject=st.dictionaries(words, long_words, max_size=6),
    period=st.sampled_from([None, YEAR]),
    as_of=st.just(date(2024, 12, 31)),
    definition=st.one_of(st.just(NRR_RULE), rules),
    inputs=st.dictionaries(words, words, max_size=4),
    source=sources,
)
answers = st.builds(
    Answer,
    id=st.just("T1:D1:1700000000.000001"),
    question=words,
    outcome=st.sampled_from(["answered", "clarify", "declined", "failed"]),
    answer=long_words,
    assumptions=st.lists(long_words, max_size=4).map(tuple),
    choices=st.lists(st.builds(Choice, label=long_words, question=words), max_size=8).map(tuple),
    facts=st.lists(facts, max_size=30).map(tuple),
    sources=st.lists(st.builds(SourceRef, kind=words, title=long_words, ref=words), max_size=6).map(tuple),
    model=st.just("planner"),
)


@settings(max_examples=80, derandomize=True, deadline=None)
@given(answers)
def test_no_answer_exceeds_slacks_limits_in_any_version(any_answer: Answer) -> None:
    for message in (answer_message(any_answer), *math_messages(any_answer)):
        assert fits(list(message.blocks))
        for version in versions(message):
            safe = safe_message(version, LinkRules())
            assert 0 < len(safe.text) <= 4_000
            assert list(faults(list(safe.blocks))) == []
            assert sum(map(len, texts_of(list(safe.blocks)))) <= 13_200
