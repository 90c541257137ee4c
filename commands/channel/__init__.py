"""What one channel gets: subscriptions, mute, follow, why, digests, comments."""
