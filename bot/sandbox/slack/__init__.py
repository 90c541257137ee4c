"""A Slack workspace in memory: Web API, signed deliveries, and the people who use it.

``emulator.SlackEmulator`` is the whole: ``running()`` serves it on a port, ``connect(app)`` reaches a bot in this
process. State is in ``workspace``, actions of people in ``person``, what Slack refuses in ``validate``.
"""
