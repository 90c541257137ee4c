"""The Slack side of the page: channels, messages, modals, the composer."""
