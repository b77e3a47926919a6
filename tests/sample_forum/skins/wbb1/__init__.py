"""The sample forum as Burning Board 1.2: the software of 2.3, with pages and addresses of its own."""
