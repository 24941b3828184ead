"""What a visitor sent: the stored request, how to reach the person, which times suit."""
