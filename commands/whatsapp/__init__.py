"""WhatsApp account, senders, templates, flows and solutions."""
