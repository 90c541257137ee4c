"""How a project stands, as the API tells it: what is there, by state, and what waits."""
