"""Explains: the glossary, the plays and the search over them. Imports nothing of the layers above."""
