"""The form of an RCS sender and the checklist before its launch."""
