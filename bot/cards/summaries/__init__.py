"""Many events in one message."""
