"""The language server: mistakes while typing, completion, hover, and more, for every editor that speaks LSP."""
