"""Events from Sinch on their way into messages: kept, routed, delivered, shown."""
