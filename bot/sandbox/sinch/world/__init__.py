"""The state behind the API: projects, clock, deliveries, faults."""
