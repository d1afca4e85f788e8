"""Builds the wheel: the Python library, with the program beside it.

The back end is maturin; what is added is the program, which goes into the wheel as a script. `CROSSCHECK_PROFILE` names another
profile than that of releases.
"""

import json
import os
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

from maturin import build_sdist as _build_sdist
from maturin import build_wheel as _build_wheel
from maturin import get_requires_for_build_sdist, get_requires_for_build_wheel

__all__ = [
    "build_sdist",
    "build_wheel",
    "get_requires_for_build_sdist",
    "get_requires_for_build_wheel",
]

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = "crosscheck.exe" if os.name == "nt" else "crosscheck"
# What maturin puts into the wheel beside the library; it wants the folder in any case.
SCRIPTS = ROOT / "python" / "wheel.data" / "scripts"


def build_sdist(sdist_directory, config_settings=None):
    with _scripts():
        return _build_sdist(sdist_directory, config_settings)


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    profile = os.environ.get("CROSSCHECK_PROFILE", "dist")
    # Both at once, with the same features: the library is compiled once for the two.
    packages = ["-p", "crosscheck", "-p", "crosscheck-python"]
    features = ["--features", "crosscheck/parquet,crosscheck/sqlite"]
    build = ["cargo", "build", "--locked", "--profile", profile, *packages, *features]
    # Where the program lies, which settings of cargo may change, cargo says itself.
    told = subprocess.run([*build, "--message-format=json-render-diagnostics"], cwd=ROOT, check=True, stdout=subprocess.PIPE)
    messages = (json.loads(line) for line in told.stdout.splitlines() if line.startswith(b"{"))
    programs = [it["executable"] for it in messages if it.get("executable") and it["target"]["name"] == "crosscheck"]
    with _scripts():
        shutil.copy2(programs[-1], SCRIPTS / PROGRAM)
        settings = dict(config_settings or {})
        settings["build-args"] = f"{settings.get('build-args', '')} --profile {profile}".strip()
        return _build_wheel(wheel_directory, settings, metadata_directory)


@contextmanager
def _scripts():
    SCRIPTS.mkdir(parents=True, exist_ok=True)
    try:
        yield
    finally:
        shutil.rmtree(SCRIPTS.parent)
