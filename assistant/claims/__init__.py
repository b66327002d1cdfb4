"""What a text claims: its numbers, dates, subjects and deeds, and whether evidence states them."""
