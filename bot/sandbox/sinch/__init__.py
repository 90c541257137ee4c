"""The Provisioning API in memory: 95 operations, OAuth2, signed webhooks. See `app` for how to get each error.

`World` is the state, `create_app(world)` the API, `seed` the sample data, `controls` the other end (Sinch and Meta).
"""
