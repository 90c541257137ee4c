"""Plain words at work: the names that exist, what is still to be asked, and what becomes of a sentence."""
