"""Running the bot itself: access, audit, projects, setup, status, help."""
