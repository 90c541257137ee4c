"""Times in words: schedules, durations, from when on. Pure."""
