"""What a letter about one account rests on: who gets it, what was agreed, the terms, what is worth saying."""
