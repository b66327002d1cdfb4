"""Facts in rows and columns: bridges and cohorts."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal

from assistant.prose.escaping import cell, plain
from assistant.prose.frame import frame_of, is_fiscal
from assistant.prose.wording import about, dimension_words, during, opening_day, sentence_case, shown, span_name
from tools.evidence import Evidence
from tools.facts import Fact
from tools.periods import write_day

# How each part enters the sum, by the first word of its metric's name.
PARTS: Mapping[str, tuple[str, int]] = {
    "opening": ("Opening", 1),
    "new": ("+ New", 1),
    "reactivation": ("+ Reactivation", 1),
    "expansion": ("+ Expansion", 1),
    "contraction": ("− Contraction", -1),
    "churned": ("− Churned", -1),
    "closing": ("= Closing", 0),
}
MOST_COLUMNS = 5
COHORT_COLUMNS = ("Cohort", "Signed up", "Paying", "Share")


def table(rows: Sequence[Sequence[str]], *, first_right: int = 1, words: Collection[int] = ()) -> str:
    """A Markdown table; the first row is its head, columns from `first_right` on are numbers unless they hold words."""
    head, *body = [[cell(text) for text in row] for row in rows]
    marks = ["---:" if place >= first_right and place not in words else "---" for place in range(len(head))]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, marks, *body))


def write_bridge(evidence: Evidence) -> Iterator[str]:
    """From opening to closing in a sentence; then one column for one bridge, or a row for each of several."""
    bridges = _bridges(evidence.facts)
    keys = [name for name in evidence.facts[0].subject if len({b[0].subject.get(name) for b in bridges}) > 1]
    amount = evidence.title.removesuffix(" bridge")
    frame = frame_of(evidence, bridges[0][0])
    if len(bridges) == 1:
        yield frame.under(frame.around(_course(bridges[0], amount)))
        yield _one_bridge(bridges[0], evidence)
    else:
        yield frame.under(frame.around(_whole_course(bridges, amount, keys), ":" if keys else "."))
        yield _several_bridges(bridges, keys, evidence)
    if all(_adds_up(bridge) for bridge in bridges):
        yield "Opening, plus and minus the parts, is exactly the closing."


def write_cohorts(evidence: Evidence) -> Iterator[str]:
    """The share of all, or of the one cohort, in a sentence; then each cohort in a table, all of them last."""
    cohorts = [evidence.facts[place : place + 3] for place in range(0, len(evidence.facts), 3)]
    share, signed_up, paying = cohorts[-1]
    scope = f" {words}" if (words := about(share, ("cohort",))) else ""
    who = f"**{shown(paying)}** of the **{shown(signed_up)}** accounts{scope} that signed up"
    when = f"{during(plain(share.subject['cohort']))} paid at the close of {write_day(share.as_of)}"
    yield frame_of(evidence, share).under(f"{who} {when}: **{shown(share)}**.")
    if len(cohorts) > 1:
        rows = [[plain(one.subject["cohort"]), shown(up), shown(pay), shown(one)] for one, up, pay in cohorts]
        yield table([COHORT_COLUMNS, *rows[:-1], ["All", *rows[-1][1:]]])


def _bridges(facts: Sequence[Fact]) -> list[tuple[Fact, ...]]:
    """The facts of each bridge together; every bridge begins with its opening."""
    starts = [place for place, fact in enumerate(facts) if fact.metric.startswith("opening_")]
    return [tuple(facts[start:end]) for start, end in zip(starts, [*starts[1:], len(facts)], strict=True)]


def _course(bridge: Sequence[Fact], amount: str) -> str:
    by_part = {_part(fact): fact for fact in bridge}
    rates = [f"{fact.label} {shown(fact)}" for fact in bridge if fact.unit == "percent"]
    scope = about(bridge[0])
    words = f"{amount} {scope}" if scope else amount
    ends = f"from **{shown(by_part['opening'])}** to **{shown(by_part['closing'])}**"
    return f"{words} went {ends} ({', '.join(rates)})" if rates else f"{words} went {ends}"


def _whole_course(bridges: Sequence[Sequence[Fact]], amount: str, keys: Sequence[str]) -> str:
    """From the first opening to the last closing; groups have no common one."""
    if keys:
        scope = about(bridges[0][0], keys)
        return f"{amount} bridge by {dimension_words(keys)}{f' {scope}' if scope else ''}"
    closing = next(fact for fact in bridges[-1] if _part(fact) == "closing")
    return _course((bridges[0][0], closing), amount)


def _one_bridge(bridge: Sequence[Fact], evidence: Evidence) -> str:
    first = bridge[0]
    days = {}
    if first.period:
        days = {"opening": f" ({opening_day(first.period)})", "closing": f" ({write_day(first.period.end)})"}
    rows = [
        [f"{PARTS[_part(fact)][0]}{days.get(_part(fact), '')}", shown(fact)] for fact in bridge if _part(fact) in PARTS
    ]
    return table([[evidence.title, "Amount"], *rows])


def _several_bridges(bridges: Sequence[Sequence[Fact]], keys: Sequence[str], evidence: Evidence) -> str:
    """A column for each of a few bridges, as in the books; a row for each of many."""
    has_periods = len({bridge[0].as_of for bridge in bridges}) > 1
    names = [
        ", ".join([*([_name(one[0], evidence)] if has_periods else []), *(plain(one[0].subject[key]) for key in keys)])
        for one in bridges
    ]
    parts = [PARTS[_part(fact)][0] if _part(fact) in PARTS else fact.label for fact in bridges[0]]
    rows = [[name, *(shown(fact) for fact in bridge)] for name, bridge in zip(names, bridges, strict=True)]
    head = sentence_case(dimension_words(keys)) if keys else "Period"
    whole = [[head, *parts], *rows]
    return table(list(zip(*whole, strict=True)) if len(bridges) <= MOST_COLUMNS else whole)


def _name(fact: Fact, evidence: Evidence) -> str:
    return span_name(fact.period, is_fiscal=is_fiscal(evidence)) if fact.period else write_day(fact.as_of)


def _part(fact: Fact) -> str:
    return fact.metric.split("_")[0]


def _adds_up(bridge: Sequence[Fact]) -> bool:
    values = {_part(fact): Decimal(fact.value) for fact in bridge if isinstance(fact.value, (Decimal, int))}
    return values.get("closing") == sum(sign * values.get(part, Decimal(0)) for part, (_, sign) in PARTS.items())
