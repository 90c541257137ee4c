"""WhatsApp's operations."""
