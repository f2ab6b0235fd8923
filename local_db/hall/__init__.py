"""One queue for the counters of a hall, on the site's PostgreSQL server, and each by itself while that is away: the
line to it, what is said there, what is kept here (docs/adr/0032-one-queue.md)."""
