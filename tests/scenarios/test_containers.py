"""What the Dockerfile, compose.yaml and the README's `docker run` say together; no container is started."""

import json
import os
import re
import shlex
import socket
import subprocess
import sys
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any

from bolt_app.demo.local_server import LocalServer
from bolt_app.serving import _LAST_RESORT
from tests.scenarios.containers import image, services
from tests.scenarios.process import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def run_of_the_readme() -> list[str]:
    """The words of `docker run …`."""
    [command] = re.findall(r"^docker run (.+)$", README.replace("\\\n", " "), re.MULTILINE)
    return shlex.split(command)


def given(option: str) -> list[str]:
    """What stands after an option of `docker run`, each time it is given."""
    words = run_of_the_readme()
    return [after for word, after in pairwise(words) if word == option]


def test_the_image_starts_as_a_user_without_rights_from_pinned_hashes_and_names_no_server():
    steps = image().steps
    words = [word for word, _ in steps]
    assert steps[0][1].startswith("python:3.")
    assert ("USER", "datapolicy") in steps
    assert words.index("USER") > max(at for at, word in enumerate(words) if word in ("RUN", "COPY"))
    assert any("--require-hashes -r requirements.txt" in rest for word, rest in steps if word == "RUN")
    assert "://" not in (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("sqlite:///", "").replace(
        "http://127.0.0.1", ""
    )
    assert image().environ["DATABASE_URL"] == "sqlite:////data/datapolicy.sqlite3"
    assert ("VOLUME", "/data") in steps


def test_the_image_s_user_can_read_what_a_strict_checkout_copied_and_starts_from_compiled_files():
    steps = image().steps
    [last] = [rest for word, rest in steps if word == "RUN" and "compileall" in rest]
    assert last.startswith("chmod -R a+rX . && python -m compileall -q ")
    copies = [at for at, (word, _) in enumerate(steps) if word == "COPY"]
    assert max(copies) < steps.index(("RUN", last)) < steps.index(("USER", "datapolicy"))
    compiled = set(last.rpartition(" -q ")[2].split())
    assert compiled == {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}


def test_the_image_holds_what_runs_and_no_setting_of_anybody():
    copied = {
        source.rstrip("/") for word, rest in image().steps if word == "COPY" for source in rest.split()[:-1]
    }
    assert copied == {"requirements.txt", "manifest.json", "bolt_app", "listeners", "storage"}
    assert all((ROOT / source).exists() for source in copied)
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert "*" in ignored
    assert copied <= {line.removeprefix("!").rstrip("/") for line in ignored}


def test_compose_holds_the_app_read_only_without_rights_and_waits_for_a_healthy_database():
    app, database = services()["app"], services()["database"]
    assert app["read_only"] == "true"
    assert (app["tmpfs"], app["cap_drop"]) == (["/tmp"], ["ALL"])  # noqa: S108 - the container's own
    assert app["depends_on"] == {"database": {"condition": "service_healthy"}}
    assert database["healthcheck"]["test"].startswith("pg_isready --host 127.0.0.1 ")
    assert app["env_file"] == ".env"
    assert int(app["deploy"]["replicas"]) == 2
    secrets = [value for value in app["environment"].values() if "PASSWORD" in value]
    assert secrets == [
        "postgresql://datapolicy:${POSTGRES_PASSWORD:?set it in .env}@database:5432/datapolicy"
    ]
    assert int(app["stop_grace_period"].removesuffix("s")) > 10  # longer than the server's own last resort


def test_what_a_copied_sample_says_of_address_and_database_does_not_hold_in_a_container():
    sample = (ROOT / ".env.sample").read_text(encoding="utf-8").splitlines()
    copied = dict(line.split("=", 1) for line in sample if line and not line.startswith("#"))
    in_container = image().environ
    overridden = dict(setting.split("=", 1) for setting in given("-e"))
    assert overridden == {name: in_container[name] for name in ("HOST", "PORT", "DATABASE_URL")}
    assert copied["HOST"] != in_container["HOST"], "without -e the container would listen to itself alone"
    for name, value in services()["app"]["environment"].items():
        assert name == "DATABASE_URL" or value == in_container[name]


def test_the_readme_s_container_keeps_its_data_and_writes_nowhere_else():
    words = run_of_the_readme()
    assert words[-1] == "datapolicy"
    assert "--read-only" in words
    assert given("--tmpfs") == ["/tmp"]  # noqa: S108 - the container's own
    assert given("-v") == [f"datapolicy:{dict(image().steps)['VOLUME']}"]
    assert image().environ["DATABASE_URL"].startswith("sqlite:////data/")
    assert int(given("--stop-timeout")[0]) > _LAST_RESORT


def test_the_port_is_the_same_wherever_it_is_named():
    port = image().environ["PORT"]
    assert dict(image().steps)["EXPOSE"] == port
    assert given("-p") == [f"127.0.0.1:{port}:{port}"]
    [published] = services()["app"]["ports"]
    assert published == f"127.0.0.1:{port}-{int(port) + 1}:{port}"
    assert f"ports {port} and {int(port) + 1}" in README


def test_the_image_runs_the_command_that_the_readme_runs_by_hand():
    assert image().command == ("python", "-m", "bolt_app", "serve")
    assert ".venv/bin/python -m bolt_app serve " in README


def health_check(port: int) -> int:
    """Exit code of the image's own check, for a server at that port of this machine."""
    [check] = [rest for word, rest in image().steps if word == "HEALTHCHECK"]
    options, _, command = check.partition(" CMD ")
    python, flag, code = json.loads(command)
    assert (python, flag) == ("python", "-c")
    assert "--timeout=5s" in options
    assert "timeout=4)" in code, "the check gives up before the engine does"
    patient = code.replace("timeout=4)", "timeout=60)")  # a machine that tests is slow at times
    environ = {"PATH": os.environ["PATH"], "PORT": str(port)}
    return subprocess.run(
        [sys.executable, flag, patient], env=environ, capture_output=True, check=False
    ).returncode


def health_where_the_app_says(status: str) -> int:
    """The check's exit code where /readyz answers so; nothing else is asked."""
    asked: list[str] = []

    def application(environ: dict[str, Any], start_response: Callable[..., object]) -> Iterable[bytes]:
        asked.append(environ["PATH_INFO"])
        start_response(status, [("Content-Type", "text/plain")])
        return [b""]

    with LocalServer(application) as server:
        exit_code = health_check(int(server.url.rpartition(":")[2]))
    assert asked == ["/readyz"]
    return exit_code


def test_the_image_s_health_check_is_whether_the_app_says_that_it_is_ready():
    assert health_where_the_app_says("200 OK") == 0
    assert health_where_the_app_says("503 Service Unavailable") != 0


def test_the_image_s_health_check_fails_where_nobody_listens():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        assert health_check(taken.getsockname()[1]) != 0


def test_what_runs_inside_a_container_writes_where_it_may():
    assert "docker compose exec --index 1 app python -m bolt_app export " in README
    [written] = re.findall(r"docker compose exec .* --output (\S+)$", README, re.MULTILINE)
    assert int(services()["app"]["deploy"]["replicas"]) > 1, "else --index says nothing"
    assert written.startswith(f"{dict(image().steps)['VOLUME']}/")
    assert f"docker compose cp --index 1 app:{written} ." in README
