"""What is done with the photographs that editors upload: what is taken out of them, and a look at
the pages before a new one takes the place of another."""
