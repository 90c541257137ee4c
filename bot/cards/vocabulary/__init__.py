"""The API's values in words for people."""
