"""A host's own app: page types and blocks that the plugin has never seen."""
