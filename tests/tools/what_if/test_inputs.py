"""Every input that the data can give names a metric or a formula that there is."""

from __future__ import annotations

from tools.metrics.catalogue import METRICS
from tools.what_if.formulas import FORMULAS
from tools.what_if.inputs import INPUTS


def test_an_input_is_measured_by_a_known_metric_or_formula() -> None:
    unknown = [item.name for item in INPUTS.values() if item.metric and item.metric not in METRICS]
    unknown += [item.name for item in INPUTS.values() if item.formula and item.formula not in FORMULAS]
    assert unknown == []


def test_a_formula_asks_for_known_inputs_and_knows_its_variants() -> None:
    assert [name for formula in FORMULAS.values() for name in formula.inputs if name not in INPUTS] == []
    assert [name for formula in FORMULAS.values() for name in formula.variants if name not in FORMULAS] == []
