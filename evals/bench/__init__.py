"""How fast Steward is, as ratios to hand-written SQL in the same run: `make bench`."""
