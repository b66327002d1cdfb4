"""A report as aligned plain text: the totals first, then each kind, then what went wrong and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from evals.report import CaseResult, Report, Totals
from evals.verdict import VERDICTS, Verdict

NAMES: Mapping[Verdict, str] = {
    "right": "right",
    "clarified": "clarified",
    "declined": "declined",
    "wrong_text": "wrong text",
    "failed": "failed",
    "wrong_without_warning": "wrong without warning",
}
HEADINGS = ("kind", "cases", "right", "%", "clarified", "declined", "wrong text", "failed", "wrong")


def render(report: Report, worse: Sequence[str] = ()) -> str:
    """`worse` are the ids of cases that were right in the accepted run."""
    return "\n".join([*_head(report), "", *_table(report), *_failures(report), *_worse(worse)])


def render_side_by_side(reports: Sequence[Report]) -> str:
    """One line per report, for runs over the same cases."""
    width = max(len(report.model) for report in reports)
    return "\n".join(f"{report.model.ljust(width)}  {summary(report.totals)}" for report in reports)


def summary(totals: Totals) -> str:
    """412 of 430 right (95.8 %), 6 clarified, 9 declined, 3 wrong without warning (0.7 %)."""
    others = [f"{totals.counts[name]} {NAMES[name]}" for name in VERDICTS[1:] if totals.counts[name]]
    if totals.counts["wrong_without_warning"]:
        others[-1] += f" ({percent(totals.wrong)})"
    return ", ".join([f"{totals.counts['right']} of {totals.cases} right ({percent(totals.right)})", *others])


def percent(share: float) -> str:
    return f"{share * 100:.1f} %"


def _head(report: Report) -> Iterator[str]:
    yield f"{report.company}, asked of {report.model}"
    yield summary(report.totals)
    if report.repeat > 1:
        yield f"right means in each of {report.repeat} attempts; one by one {percent(report.right_attempts)} were right"
    if report.badly_phrased.cases:
        yield f"of the badly phrased: {summary(report.badly_phrased)}"
    yield f"half the answers within {report.p50_ms:,.0f} ms, 95 % within {report.p95_ms:,.0f} ms"


def _table(report: Report) -> Iterator[str]:
    rows = [HEADINGS, *(_cells(kind, totals) for kind, totals in report.by_kind.items())]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    for row in rows:
        first, *numbers = (cell.rjust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join([first.strip().ljust(widths[0]), *numbers])


def _cells(kind: str, totals: Totals) -> tuple[str, ...]:
    counts = [str(totals.counts[name] or "-") for name in VERDICTS[1:]]
    return (kind, str(totals.cases), str(totals.counts["right"]), f"{totals.right * 100:.0f}", *counts)


def _failures(report: Report) -> Iterator[str]:
    failures = [result for result in report.results if result.verdict != "right"]
    if failures:
        yield from ("", f"Not right ({len(failures)}), the worst first")
    for result in sorted(failures, key=lambda item: -VERDICTS.index(item.verdict)):
        yield from ("", *_failure(result))


def _failure(result: CaseResult) -> Iterator[str]:
    yield f"{result.id}  {result.kind}  {NAMES[result.verdict]}"
    yield f"  asked     {result.question}"
    yield f"  expected  {result.expected}"
    yield f"  got       {result.got}"
    yield from (f"  because   {fault}" for fault in result.faults)


def _worse(worse: Sequence[str]) -> Iterator[str]:
    if worse:
        yield from ("", f"Right in the accepted run and not now ({len(worse)}): {', '.join(worse)}")
