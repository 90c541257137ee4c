"""The HTTP side of the Provisioning API: routing, checks, pages, errors."""
