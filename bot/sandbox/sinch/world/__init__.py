"""The state behind the API: projects, clock, timers, deliveries, faults."""
