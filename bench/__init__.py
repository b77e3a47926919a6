"""What the program costs, each figure a ratio to something measured beside it: see `make bench`."""
