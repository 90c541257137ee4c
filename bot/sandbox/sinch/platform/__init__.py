"""Bundles, SMS apps, Conversation apps and webhooks."""
