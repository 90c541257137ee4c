"""Modals: generated forms, forms of several steps, files, the Home tab, the message shortcut.

Forms know the dispatcher, never the other way round.
"""
