"""Books of accounts: what is measured of each, lists by any condition, what needs attention, coverage."""
