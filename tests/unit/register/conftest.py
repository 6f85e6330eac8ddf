"""The register as it is shipped, read once for a file of tests."""

import pytest

from bolt_app.register import Register, load


@pytest.fixture(scope="module")
def register() -> Register:
    return load()
