"""Who may do what, what waits for a second person, and the record of who did what."""
