"""Reception's calendar: the days of practitioners, what is on them, and where somebody fits in."""
