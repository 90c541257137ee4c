"""What comes in over HTTP and Socket Mode, and where answers go."""
