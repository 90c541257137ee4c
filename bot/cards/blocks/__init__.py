"""Block Kit: blocks, forms, tables and charts within Slack's limits."""
