"""Characters a text may hold, its direction, and the one spelling in which words are compared."""
