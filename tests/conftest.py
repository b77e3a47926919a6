"""How hypothesis works here: however slow the machine is, a property is not wrong for it."""

from hypothesis import settings

settings.register_profile("feedforum", deadline=None, print_blob=True)
settings.load_profile("feedforum")
