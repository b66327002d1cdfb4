"""Steward in Slack: mentions, direct messages, the assistant pane, /steward and buttons, over Socket Mode or HTTP.

Scopes of manifest.json, and what would stop working without each:

- app_mentions:read   hear "@Steward" in a channel
- chat:write          post, update and whisper answers
- files:write         bring the draft as a file, after the answer that sums it up
- im:history          hear direct messages; see after a crash whether an answer had arrived
- im:read             know that a direct message is one, and with whom
- users:read          refuse guests, strangers and deactivated people
- channels:read       know whether a public channel is shared outside the company
- groups:read         the same for a private channel
- commands            /steward
- assistant:write     status line and suggested prompts in the assistant pane
"""
