"""Evidence as Markdown: the planner's voice, and the fallback of every model."""
