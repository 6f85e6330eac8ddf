"""What holds for every test: no property is timed, since machines are slow, and each run tries the same."""

from hypothesis import HealthCheck, settings

# Derandomised: a run fails for what was changed, and not for what another run would have tried.
settings.register_profile(
    "steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("steady")
