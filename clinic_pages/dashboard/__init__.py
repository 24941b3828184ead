"""The admin's first screen, and what a publish has done: each editor knows what to do next."""
