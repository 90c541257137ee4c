"""Block Kit and mrkdwn drawn as parts of the page."""
