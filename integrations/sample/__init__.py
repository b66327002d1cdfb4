"""The sample company: Lumen, a seeded and believable customer base with stories a CSM would recognise."""
