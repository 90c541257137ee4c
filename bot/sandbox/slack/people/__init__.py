"""What people do in a Slack client, and the requests that come of it."""
