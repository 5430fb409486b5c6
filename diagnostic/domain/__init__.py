"""What the service is about, without web, database, clock or settings: callers, states, policies, failures."""
