"""The API as a whole: the world, its timers, and the server that answers from it."""
