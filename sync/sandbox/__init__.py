"""A provincial system to run against, in a process of its own: development, tests, demonstrations. Never shipped."""
