"""Whether a program has become slower than it was: `python benches/pace.py PROGRAM BEFORE`, two builds with the same profile.

Where the kernel counts instructions (`perf stat -e instructions:u`), one run of each job says it. Elsewhere both programs take turns on one core, and the shortest
time of each counts, as all that disturbs a run makes it longer; a job that seems slower by a tenth is run again, twice as often, before it is told. Exit code 1 where
one is.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from peers import DENSE, QUIET, command, text

SLOWER = 1.10
# What is less than this nobody notices, and no clock tells: seconds.
FELT = 0.002
TURNS = 9


def jobs(folder: Path) -> dict[str, list[str]]:
    """What is run, by name, on texts that are made here."""
    mixed = DENSE + 3 * QUIET
    sizes = {"quiet.txt": (QUIET, 6_000_000), "dense.txt": (DENSE, 150_000), "draft.md": (mixed, 4_200)}
    sizes |= {f"sources/{number}.md": (mixed, 3_000 + number * 20) for number in range(12)}
    (folder / "sources").mkdir()
    for name, (templates, size) in sizes.items():
        (folder / name).write_text(text(templates, size))
    few = [str(folder / "sources" / f"{number}.md") for number in range(5)]
    return {
        "text without figures": ["claims", "--format", "jsonl", str(folder / "quiet.txt")],
        "dense text": ["claims", "--format", "jsonl", str(folder / "dense.txt")],
        "a draft and five sources": ["check", str(folder / "draft.md"), "--against", *few, "--quiet"],
        "twelve sources": ["check", str(folder / "sources"), "--quiet"],
        "a start": ["--version"],
    }


def instructions(words: list[str]) -> int | None:
    """How many instructions a command takes; None where nobody counts them."""
    if not shutil.which("perf"):
        return None
    counted = ["perf", "stat", "-x", ",", "-e", "instructions:u", *words]
    told = subprocess.run(counted, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False).stderr
    counts = [line.split(",")[0] for line in told.splitlines() if "instructions" in line]
    return int(counts[0]) if counts and counts[0].isdigit() else None


def seconds(words: list[str], other: list[str], turns: int) -> tuple[float, float]:
    """The shortest times of two commands that take turns."""
    pairs = [(command(*words), command(*other)) for _ in range(turns)]
    return max(min(it[0] for it in pairs), 1e-6), max(min(it[1] for it in pairs), 1e-6)


def main() -> int:
    program, before = sys.argv[1:]
    slower = []
    with tempfile.TemporaryDirectory() as folder:
        for name, words in jobs(Path(folder)).items():
            own, other = ([it, "-j", "1", *words] for it in (program, before))
            # One that fails at once would be quick.
            codes = [subprocess.run(it, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode for it in (own, other)]
            if codes[0] != codes[1] or codes[0] not in (0, 1):
                sys.exit(f"{name}: the exit codes are {codes[0]} and {codes[1]}")
            counts = instructions(own), instructions(other)
            if counts[0] and counts[1]:
                (now, then), unit = counts, "instructions"
            else:
                (now, then), unit = seconds(own, other, TURNS), "s"
                if now > then * SLOWER and now > then + FELT:
                    now, then = seconds(own, other, 2 * TURNS)
            print(f"{name:26} {now:12.4g} {unit}, {now / then:5.2f} of before")
            if now > then * SLOWER and (unit != "s" or now > then + FELT):
                slower.append(name)
    for name in slower:
        print(f"slower by more than a tenth: {name}")
    return int(bool(slower))


if __name__ == "__main__":
    sys.exit(main())
