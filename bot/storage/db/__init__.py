"""The database underneath the stores: tables, connections, migrations, notifications."""
