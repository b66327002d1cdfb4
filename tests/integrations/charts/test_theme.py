"""Colours that everybody can tell apart, on cards on which they can be read."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from integrations.charts.theme import THEMES, Theme, blended

# How red, green and blue light reach eyes without red or green cones (Machado and others, 2009).
EYES = {
    "protanopia": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "deuteranopia": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
}


def light_of(colour: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    values = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    bright, dark = sorted((float(light_of(c) @ (0.2126, 0.7152, 0.0722)) for c in (one, other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_text_and_marks_stand_out_from_the_card(theme: Theme) -> None:
    assert all(contrast(colour, theme.card) >= 4.5 for colour in (theme.ink, theme.muted))
    marks = (*theme.series, *theme.tones.values(), theme.level, *(blended(theme.ramp, i / 8) for i in range(9)))
    assert [colour for colour in marks if contrast(colour, theme.card) < 3.0] == []


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_the_first_colours_differ_for_eyes_without_red_or_green_cones(theme: Theme, eyes: str) -> None:
    seen = [np.clip(np.array(EYES[eyes]) @ light_of(colour), 0, 1) ** (1 / 2.2) for colour in theme.series[:4]]
    assert min(float(np.linalg.norm(one - other)) for one, other in combinations(seen, 2)) > 0.12


def test_a_ramp_begins_and_ends_where_it_says() -> None:
    ramp = ("#000000", "#808080", "#FFFFFF")
    assert [blended(ramp, share) for share in (0, 0.25, 0.5, 1)] == ["#000000", "#404040", "#808080", "#FFFFFF"]
