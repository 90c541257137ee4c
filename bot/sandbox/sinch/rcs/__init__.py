"""RCS's operations."""
