"""The sample forum as YaBB 2.6."""
