"""The material of a quarterly business review, one part each: what the account may see, and what stays internal."""
