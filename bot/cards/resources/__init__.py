"""What the card of each kind of resource says."""
