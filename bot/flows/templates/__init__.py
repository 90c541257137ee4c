"""What people who live in templates need: the check with what the project knows, plans, health, what Meta moved."""
