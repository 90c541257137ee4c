"""Times in words: schedules and durations. Pure."""
