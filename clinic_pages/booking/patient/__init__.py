"""What a patient does with an agreed appointment, by a secret link."""
