"""What happens at Sinch, shown in the channels that want to know."""
