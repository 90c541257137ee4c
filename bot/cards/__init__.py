"""What is shown in Slack: one module for each thing, from a model to blocks."""
