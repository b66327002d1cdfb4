"""The planner: questions read into tool calls by rules and word lists, without an LLM."""
