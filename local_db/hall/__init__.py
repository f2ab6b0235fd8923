"""One queue for the counters of a hall, on the site's PostgreSQL server, and each by itself while that is away.

`link` is the line, `leases` and `there` what is said at the server, `here` what this store keeps, `shared` joins them
(docs/adr/0032-one-queue.md).
"""
