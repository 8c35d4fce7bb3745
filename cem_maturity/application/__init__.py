"""Use cases: what the program does for its users, with the libraries left to the adapters."""
