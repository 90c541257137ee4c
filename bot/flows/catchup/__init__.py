"""Finds what webhooks did not bring."""
