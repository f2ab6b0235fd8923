"""The encrypted store: engine, tables, unit of work, numbering, search, vault. The only room that knows SQLAlchemy."""
