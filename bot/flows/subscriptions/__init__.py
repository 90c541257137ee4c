"""Who hears of what: subscriptions of channels, persons who follow a resource, and the reasons."""
