"""The formulas of the field that can be worked out with stated inputs."""

from __future__ import annotations

from collections.abc import Mapping

from tools.what_if.efficiency import EFFICIENCY
from tools.what_if.formula import Formula
from tools.what_if.keeping import KEEPING
from tools.what_if.lifetime import LIFETIME

FORMULAS: Mapping[str, Formula] = {item.name: item for item in (*LIFETIME, *KEEPING, *EFFICIENCY)}
