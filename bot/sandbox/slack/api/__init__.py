"""Slack's Web API, one file per noun; every method is a function from an ``ApiCall`` to the answer's JSON."""
