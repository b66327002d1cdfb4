"""A paper as an editable deck."""
