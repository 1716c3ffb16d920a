"""Makes this folder importable, so that tests share `making`."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None)  # how long an example takes on a busy machine says nothing
settings.load_profile("untimed")
