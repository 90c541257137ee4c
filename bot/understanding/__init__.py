"""Plain English over the declared commands: a closed grammar, no model, no network. Pure."""
