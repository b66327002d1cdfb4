"""Expansion: which accounts show signs of growth, who is ready to talk about it, and the pipeline."""
