"""One module for each tag of the Provisioning API."""
