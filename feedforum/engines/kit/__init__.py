"""What any engine needs to read pages, so that an engine is selectors, URLs, words and traits."""
