"""A paper as an editable document."""
