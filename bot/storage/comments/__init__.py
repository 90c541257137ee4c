"""Comments on their way to Sinch, and the events that Sinch sends back about them."""
