"""The parts of an explanation of health, one section each."""
