"""What the commands of several areas share."""
