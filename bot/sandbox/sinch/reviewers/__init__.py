"""What Sinch's and Meta's reviewers can do, and what happens by itself."""
