"""steward metrics: every number's rule, as people and as JSON."""

from __future__ import annotations

import argparse
import json
from typing import Any

from rich.table import Table

from integrations.terminal import console
from tools.measure import metric_named
from tools.metrics.catalogue import METRICS
from tools.metrics.metric import Metric


def metrics(options: argparse.Namespace) -> int:
    chosen = [metric_named(options.name)] if options.name else list(METRICS.values())
    if options.is_json:
        print(json.dumps([as_data(metric) for metric in chosen], ensure_ascii=False, indent=2))
        return 0
    table = Table(box=None, padding=(0, 2, 1, 0), header_style="dim")
    for heading in ("metric", "label", "unit", "rule"):
        table.add_column(heading, overflow="fold")
    for metric in chosen:
        table.add_row(metric.name, metric.label, metric.unit, f"{metric.formula} (v{metric.version})")
    console().print(table)
    return 0


def as_data(metric: Metric) -> dict[str, Any]:
    return {
        "name": metric.name,
        "label": metric.label,
        "unit": metric.unit,
        "version": metric.version,
        "family": metric.family,
        "formula": metric.formula,
        "undefined_when": metric.undefined or None,
        "tables": list(metric.frame.tables),
    }
