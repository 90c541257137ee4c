"""The panel of Sinch's side: reviewers, traffic, trouble."""
