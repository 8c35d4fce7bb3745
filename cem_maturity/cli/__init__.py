"""One module per command: options to use case to exit code."""
