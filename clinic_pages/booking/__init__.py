"""From "Book with us today" to an answered request, a module per noun. docs/booking.md explains."""
