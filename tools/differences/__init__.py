"""Why two figures of one metric differ: the same data under other conventions, and the rule that moves the figure."""
