"""What was decided, said and moved in some days."""
