"""The command framework."""
