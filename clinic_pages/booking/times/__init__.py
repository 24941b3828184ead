"""When practitioners work and are free, and which times are held or agreed."""
