"""What is taken out of the photographs that editors upload."""
