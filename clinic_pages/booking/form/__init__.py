"""The request form, as visitors meet it: what it asks, what it stores, what it keeps away."""
