"""Whether a past day looks the same to who knows what came after: the same exports, cut at that day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from tests.stress.company import Tables, style_of, write_company
from tests.stress.imported import healths_on, import_company, open_company, records_on
from tools.context import Context
from tools.signals.catalogue import signals_of
from tools.signals.features import knowing_features
from tools.signals.signal import Signal


def differences(context: Context, tables: Tables, seed: int, day: date, folder: Path) -> list[str]:
    """What of health or signals at `day` differs between the whole company and one that ends on that day."""
    write_company(tables, folder, style_of(seed), day)
    import_company(folder)
    cut = open_company(folder, day)
    seen, known = healths_on(context, day), healths_on(cut, day)
    found = [f"{day} accounts: {sorted(set(seen) ^ set(known))}"] if set(seen) != set(known) else []
    found += [f"{day} {key} health: {seen[key].score} / {known[key].score}" for key in seen if seen[key] != known[key]]
    return found + list(_signals(context, cut, day))


def _signals(context: Context, cut: Context, day: date) -> Iterator[str]:
    known = records_on(cut, day)
    limits = [knowing_features(replace(item, as_of=day)) for item in (context, cut)]
    for key, record in records_on(context, day).items():
        whole, short = signals_of(record, limits[0]), signals_of(known[key], limits[1])
        if whole != short:
            odd = [item for item in (*whole, *short) if (item in whole) != (item in short)]
            yield f"{day} {key} signals: {[(item.name, item.began, item.strength, item.ended) for item in odd]}"


def hindsight(context: Context, days: Sequence[date]) -> list[str]:
    """Signals that were to be seen on a past day and are dated otherwise now, or that are now dated before it and
    were not to be seen then.
    """
    now = records_on(context, context.as_of)
    final = {key: {_dated(item) for item in signals_of(now[key], context.company)} for key in now}
    found = []
    for day in days:
        for key, record in records_on(context, day).items():
            then = {_dated(item) for item in signals_of(record, context.company)}
            later = {item for item in final[key] if item[1] <= day}
            found += [f"{day} {key} gone: {name} {began}" for name, _, began in sorted(then - later)]
            found += [f"{day} {key} invented: {name} {began}" for name, _, began in sorted(later - then)]
    return found


def _dated(signal: Signal) -> tuple[str, date, date]:
    return signal.name, signal.noticed, signal.began
