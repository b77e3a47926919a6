"""Pages that something has damaged on their way, ten thousand of them: nothing breaks, nothing is lost."""
