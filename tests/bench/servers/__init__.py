"""What the bot is compared with, and what it talks to, each a program of its own."""
