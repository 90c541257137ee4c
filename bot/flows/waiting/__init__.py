"""What waits, for whom, since when, and how long such things usually take."""
