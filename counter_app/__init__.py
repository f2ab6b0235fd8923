"""The application: the core (domain, ports, use cases) and the rooms around it. Windows live in `ui`."""
