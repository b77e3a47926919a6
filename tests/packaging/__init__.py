"""What is made of the sources to be installed."""
