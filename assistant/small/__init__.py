"""What a small language model needs around it: a menu it cannot leave, and code that reads what it should not guess."""
