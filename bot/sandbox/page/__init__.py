"""The page: a workspace in the browser, and Sinch's side beside it."""
