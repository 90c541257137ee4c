"""Webhook events in words."""
