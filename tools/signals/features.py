"""How many features there are to use, where a company does not say."""

from __future__ import annotations

from tools.company import Company
from tools.context import Context


def knowing_features(context: Context) -> Company:
    """The company, with the different features anybody used as those there are unless its settings say how many."""
    company = context.company
    seen = len(context.vocabulary.values.get("feature", ()))
    if company.thresholds.features_available or not seen:
        return company
    limits = company.thresholds.model_copy(update={"features_available": seen})
    return company.model_copy(update={"thresholds": limits})
