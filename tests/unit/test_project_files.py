"""The files around the code keep their promises; what they start is started, what they name exists."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bolt_app import manifest

ROOT = Path(__file__).parents[2]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def made(*words: str, folder: Path = ROOT, **environ: str) -> subprocess.CompletedProcess[str]:
    """`make …`, without what this test's own make may have set."""
    clean = {"PATH": os.environ["PATH"], **environ}
    return subprocess.run(
        ["make", *words], cwd=folder, env=clean, capture_output=True, text=True, check=False
    )


def test_the_slack_cli_s_hooks_print_the_manifest_and_start_socket_mode():
    hooks = json.loads((ROOT / ".slack" / "hooks.json").read_text(encoding="utf-8"))
    assert hooks["config"]["sdk-managed-connection-enabled"] is True
    assert (ROOT / hooks["config"]["watch"]["manifest"]["paths"][0]).exists()
    for hook, end in (("get-manifest", "manifest"), ("start", "socket")):
        assert hooks["hooks"][hook].split() == [".venv/bin/python", "-m", "bolt_app", end]
    words = hooks["hooks"]["get-manifest"].split()[1:]
    done = subprocess.run([sys.executable, *words], cwd=ROOT, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == manifest.read()


def test_make_test_runs_the_linter_the_types_and_the_tests():
    done = made("--dry-run", "--always-make", "test")
    assert done.returncode == 0, done.stderr
    for command in ("ruff check .", "ruff format --check .", "bin/mypy", "-m pytest"):
        assert command in done.stdout


def test_the_environment_is_made_from_hashes_and_anew_when_they_change(tmp_path):
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "requirements-dev.txt").write_text("")
    assert "--require-hashes -r requirements-dev.txt" in made("--dry-run", "demo", folder=tmp_path).stdout
    stamp = tmp_path / ".venv" / ".made"
    stamp.parent.mkdir()
    stamp.touch()
    os.utime(tmp_path / "requirements-dev.txt", (1, 1))
    assert "--require-hashes" not in made("--dry-run", "demo", folder=tmp_path).stdout
    os.utime(tmp_path / "requirements-dev.txt")
    os.utime(stamp, (2, 2))
    assert "--require-hashes" in made("--dry-run", "demo", folder=tmp_path).stdout


@pytest.mark.parametrize("missing", ["ensurepip", "version"])
def test_a_python_that_cannot_do_it_is_told_in_a_sentence(tmp_path, missing):
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "requirements-dev.txt").write_text("")
    refuses = "exit 1" if missing == "version" else 'case "$2" in *ensurepip*) exit 1;; *) exit 0;; esac'
    python = tmp_path / "old-python"
    python.write_text(f"#!/bin/sh\n{refuses}\n")
    python.chmod(0o755)
    done = made("demo", f"PYTHON={python}", folder=tmp_path)
    assert done.returncode != 0
    wanted = "Python 3.11 or newer is needed" if missing == "version" else "apt-get install python3-venv"
    assert wanted in done.stdout
    assert not (tmp_path / ".venv").exists()


def test_make_lock_without_uv_says_what_is_missing(tmp_path):
    make = shutil.which("make")
    assert make
    (tmp_path / "make").symlink_to(make)
    (tmp_path / "sh").symlink_to("/bin/sh")
    done = made("lock", PATH=str(tmp_path))
    assert done.returncode != 0
    assert "make lock needs uv" in done.stdout


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_the_lock_files_pin_every_package_with_hashes_and_name_no_server(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    pinned = [line for line in text.splitlines() if line and not line[0].isspace() and line[0] != "#"]
    assert len(pinned) > 10
    assert all("==" in line and line.endswith("\\") for line in pinned)
    assert text.count("--hash=sha256:") >= len(pinned)
    assert "://" not in text


def test_ci_runs_what_the_readme_promises_and_needs_no_terminal():
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    subprocess.run(["bash", "-n", str(script)], check=True)
    text = script.read_text(encoding="utf-8")
    assert "make test" in text
    assert "make demo" in text
    assert "exec </dev/null" in text


def test_the_messages_that_are_extracted_are_those_of_the_code_and_of_the_register(tmp_path):
    pot = tmp_path / "messages.pot"
    line = next(line for line in MAKEFILE.replace("\\\n", " ").splitlines() if "pybabel -q extract" in line)
    options = line.split("pybabel", 1)[1].replace("build/messages.pot", str(pot)).split()
    command = [sys.executable, "-W", "ignore", "-m", "babel.messages.frontend", *options]
    subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True)
    text = pot.read_text(encoding="utf-8")
    assert "#: bolt_app/pages/templates/privacy.html" in text
    assert "#: bolt_app/pages/retention.py" in text
    assert "#: bolt_app/register/data/claims.toml" in text
    assert "#: tests/" not in text
    assert "#: bolt_app/demo/templates/page.html" in text


def test_the_licence_is_mit_by_the_project_s_authors():
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.startswith("MIT License\n\nCopyright (c) 2026 The Data Policy authors\n")
    assert 'THE SOFTWARE IS PROVIDED "AS IS"' in text
