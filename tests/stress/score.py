"""Scores what Steward finds in a company with planted causes: python -m tests.stress.score SEED... --folder DIR"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

from tests.stress.cast import FIRST, LAST, cast
from tests.stress.company import Truth, generate, style_of, tables_of
from tests.stress.expected import EXPECTED, Finding, day_of, find_cause, percentile, years_paid
from tests.stress.imported import import_company, open_company, records_on
from tests.stress.leakage import differences, hindsight
from tests.stress.standing import attention, decoys, foretold, offers, separation, sums
from tools.context import Context
from tools.signals.catalogue import SIGNALS, signals_of
from tools.signals.features import knowing_features
from tools.signals.signal import Signal

Signals = Mapping[str, Sequence[Signal]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seeds", nargs="+", type=int)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--cuts", type=int, default=6, help="days on which to look for leaks")
    options = parser.parse_args()
    for seed in options.seeds:
        folder = options.folder / str(seed)
        truths = generate(seed, folder)
        import_company(folder)
        context = open_company(folder, LAST)
        for line in _report(context, truths, seed):
            print(line, flush=True)
        for line in _leaks(context, seed, options.cuts, folder):
            print(line, flush=True)


def _report(context: Context, truths: Sequence[Truth], seed: int) -> Iterator[str]:
    lost = sum(truth["lost_on"] is not None for truth in truths)
    yield f"== seed {seed}, {style_of(seed)}: {len(truths)} accounts, {lost} lost"
    records = records_on(context, LAST)
    limits = knowing_features(context)
    signals = {key: signals_of(record, limits) for key, record in records.items()}
    yield from causes(truths, signals)
    yield from noise(truths, signals)
    yield from foretold(context, truths)
    yield from separation(context, truths)
    yield from sums(context)
    yield from decoys(context, truths)
    yield from offers(context, truths)
    yield from attention(context, truths)


def findings(truths: Sequence[Truth], signals: Signals) -> list[Finding]:
    return [find_cause(truth, signals[truth["account_id"]]) for truth in truths if truth["cause"] in EXPECTED]


def causes(truths: Sequence[Truth], signals: Signals) -> Iterator[str]:
    """Recall, days until seen, and false signals of the cause's own kind per 100 account-years without any cause."""
    found = findings(truths, signals)
    yield "cause               n found  clear  median  p90  own signal per 100 quiet account-years"
    for cause, wanted in EXPECTED.items():
        own = [finding for finding in found if finding.truth["cause"] == cause]
        days = [finding.days for finding in own if finding.days is not None]
        clear = [finding for finding in own if not finding.truth["faint"]]
        rates = ", ".join(f"{name} {_rate(truths, signals, name):.1f}" for name in wanted)
        seen = sum(finding.is_found for finding in clear)
        middle, most = percentile(days, 0.5), percentile(days, 0.9)
        yield f"{cause:19} {len(own):2} {len(days):3}  {seen:2}/{len(clear):2}  {middle!s:>5} {most!s:>5}   {rates}"
    for finding in found:
        if not finding.is_found:
            truth = finding.truth
            about = f"{truth['name']} {truth['account_id']} {truth['segment']} {'faint' if truth['faint'] else 'clear'}"
            days_of = f"onset {truth['onset']} lost {truth['lost_on']}"
            yield f"  missed {truth['cause']}: {about} {days_of}, else found: {', '.join(finding.others) or 'nothing'}"


def noise(truths: Sequence[Truth], signals: Signals) -> Iterator[str]:
    """Every kind of signal per 100 account-years of accounts without a cause, and how many of them have it now."""
    quiet = [truth for truth in truths if is_quiet(truth)]
    now = Counter(
        item.name for truth in quiet for item in {i.name: i for i in signals[truth["account_id"]] if i.is_open}.values()
    )
    told = (f"{name} {_rate(truths, signals, name):.0f} (now {now[name]})" for name in SIGNALS)
    yield f"per 100 quiet account-years (open now, of {len(quiet)}): {', '.join(told)}"


def is_quiet(truth: Truth) -> bool:
    return not truth["cause"] and not truth["lost_on"] and not truth["ready"]


def _rate(truths: Sequence[Truth], signals: Signals, name: str) -> float:
    quiet = [truth for truth in truths if is_quiet(truth)]
    years = sum(years_paid(truth, FIRST, LAST) for truth in quiet)
    count = sum(
        item.name == name and item.began > FIRST and item.began > day_of(truth["signed_on"])
        for truth in quiet
        for item in signals[truth["account_id"]]
    )
    return 100 * count / years


def _leaks(context: Context, seed: int, count: int, folder: Path) -> Iterator[str]:
    dice = Random(f"{seed}/cuts")
    days = sorted(date(2024, 6, 1) + timedelta(days=dice.randint(0, 500)) for _ in range(count))
    tables = tables_of(cast(seed))
    for day in days:
        found = differences(context, tables, seed, day, folder / "cut")
        yield f"leak {day}: {len(found)} differences"
        yield from (f"  {line}" for line in found[:8])
    redated = hindsight(context, days)
    kinds = Counter(" ".join(line.split()[2:4]) for line in redated)
    yield f"dated otherwise in hindsight: {len(redated)} {dict(kinds)}"
    yield from (f"  {line}" for line in redated[:6])


if __name__ == "__main__":
    main()
