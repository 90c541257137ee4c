"""What the bot does, whoever asks."""
