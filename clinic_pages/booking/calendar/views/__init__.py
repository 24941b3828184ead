"""The calendar's screens. What they show of patients stands in no address; what changes anything is
a POST."""
