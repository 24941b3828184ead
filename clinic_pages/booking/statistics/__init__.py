"""What marketing learns of bookings: numbers that are nobody's."""
