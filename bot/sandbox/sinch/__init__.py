"""The Provisioning API in memory: every operation, OAuth2, signed webhooks, sample data, and what the other end can do.

    world = sample_world()                                  # seeds/; World() is empty
    world.seed_webhook(target, secret)                      # or let the bot register its own
    async with serving(world) as address: ...               # service/; or create_app(world) in another server
    Controls(world).subjects() / .actions(s) / .play(s, id)   # reviewers/controls.py: approve, reject, burst
    world.faults.add(Fault("rate", seconds=7))              # world/faults.py: 503, 429, hang, nonsense
    world.listeners.append(on_change)                       # Change(kind, key) after everything that changes
    json.dumps(world.dump()); world.load(...)               # for --data; then world.start() inside the loop

To look at: `world.deliveries.log` (webhooks sent), `world.events`, `world.requests`. Every documented error is
within reach: `service/app.py` says how. The one-time code is 123456.
"""
