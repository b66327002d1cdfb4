"""Charts as pictures: matplotlib's canvas, no display, no network, no state between calls."""
