"""The one chain of migrations, for SQLite and PostgreSQL."""
