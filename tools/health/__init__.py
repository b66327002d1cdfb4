"""The health of accounts: score, what it is made of, what moved it, what brings it back, and whether it predicted."""
