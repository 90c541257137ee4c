"""The form for bundles: what it holds, its steps."""
