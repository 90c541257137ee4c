"""One process does it, and once: claims, leases, and what has come before."""
