"""Pure decisions: what a page changes, and which page to ask for next."""
