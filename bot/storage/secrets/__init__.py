"""Secrets at rest: the cipher, what is sealed with it, and the secrets of webhooks."""
