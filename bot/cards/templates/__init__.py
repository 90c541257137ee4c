"""Templates as people see them: previews, findings, plans, health."""
