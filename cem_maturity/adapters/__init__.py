"""Where text, files, terminals and renderers meet the domain."""
