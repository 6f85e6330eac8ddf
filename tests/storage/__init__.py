"""One contract of storage, held against SQLite and PostgreSQL."""
