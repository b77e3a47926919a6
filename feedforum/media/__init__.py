"""Pictures and files of posts: which are kept, of what type they are by their content, and their folder."""
