"""What holds for every test: no property is timed, since speed lives in benchmarks and machines are slow."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
