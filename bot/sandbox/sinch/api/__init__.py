"""What a request to the Provisioning API must be, and what is wrong with it: checks, pages, errors."""
