"""What is on record of single accounts, as it was known on a day."""
