"""What Sinch's and Meta's reviewers can do."""
