"""Every component of health, in reading order."""

from __future__ import annotations

from collections.abc import Mapping

from tools.health import relationship, sentiment, usage, voices
from tools.health.component import Component

COMPONENTS: tuple[Component, ...] = (
    *usage.COMPONENTS,
    *sentiment.COMPONENTS,
    *voices.COMPONENTS,
    *relationship.COMPONENTS,
)
BY_NAME: Mapping[str, Component] = {component.name: component for component in COMPONENTS}
