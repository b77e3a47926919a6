"""Feed readers that people use, over the running program."""
