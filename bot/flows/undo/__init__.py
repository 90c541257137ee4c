"""`/sinch undo`: puts back what a change has changed, where that is possible, and says why where it is not."""
