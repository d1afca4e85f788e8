"""How long the program takes on texts of its own making, beside other readers of numbers on the same file in the same run.

`python benches/peers.py PROGRAM [BEFORE]`: PROGRAM is a release build, BEFORE another one to compare it with. Peers are timed where they are installed:
`pip install quantulum3 text2num recognizers-text-number 'emoji<2'`, and ripgrep as the floor. Times are the processor's, on one core, the best of three; of
peers that are libraries the time of starting Python and of loading them is left out.
"""

from __future__ import annotations

import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path

QUIET = [
    "The ferry left the harbour before dawn, and the crew slept on deck.",
    "People in the valley had never seen the river so calm; the mills stood still.",
    "Her brother, a joiner from Lund, repaired the sluice with old oak.",
    "Critics called the plan vague, while shopkeepers welcomed the quieter street.",
    "The council will publish its reasons, the mayor said, when the lawyers are done.",
    "A storm tore the sails of the old brig, yet it reached Bergen safely.",
    "Teachers praised the library for its patience with noisy readers.",
]
DENSE = [
    "The flood closed {} bridges in Oberau and {} schools in Weida on {} May.",
    "Sales of the dairy rose {} percent to ${} million in the {} months to June.",
    "Police in Lund arrested {} men after {} shops were robbed, {} of them at night.",
    "The harbour handled {} containers last year, {} more than in {}.",
    "Some {} people left their homes, and at least {} boats of {} were lost.",
]


def text(templates: list[str], size: int) -> str:
    """A text of about so many bytes, the same each time."""
    chance = random.Random(7)
    paragraphs: list[str] = []
    length = 0
    while length < size:
        lines = [chance.choice(templates) for _ in range(4)]
        numbers = iter(lambda: chance.randrange(11, 3000), None)
        paragraph = " ".join(line.format(*(f"{next(numbers):,}" for _ in range(3))) for line in lines)
        paragraphs.append(paragraph)
        length += len(paragraph) + 2
    return "\n\n".join(paragraphs)


def command(*words: str) -> float:
    """The seconds of processor that a command takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def called(read: Callable[[str], object], paragraphs: list[str]) -> float:
    began = time.process_time()
    for paragraph in paragraphs:
        read(paragraph)
    return time.process_time() - began


def libraries() -> dict[str, Callable[[str], object]]:
    """The peers that are installed."""
    found: dict[str, Callable[[str], object]] = {}
    warnings.simplefilter("ignore")
    try:
        from quantulum3 import parser

        found["quantulum3"] = parser.parse
    except ImportError:
        pass
    try:
        from text_to_num import alpha2digit

        found["text2num"] = lambda it: alpha2digit(it, "en")
    except ImportError:
        pass
    try:
        from recognizers_number import recognize_number

        found["Recognizers-Text"] = lambda it: recognize_number(it, "en-us")
    except ImportError:
        pass
    return found


def best(measure: Callable[[], float]) -> float:
    return max(min(measure() for _ in range(3)), 1e-6)


def main() -> None:
    program, *before = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        for kind, templates, size in (("without figures", QUIET, 20_000_000), ("dense", DENSE, 1_000_000)):
            whole = text(templates, size)
            path = Path(folder) / "text.txt"
            path.write_text(whole)
            rows = {"crosscheck claims": (best(lambda: command(program, "claims", "-j", "1", "--format", "jsonl", str(path))), size)}
            for other in before:
                rows["before"] = (best(lambda: command(other, "claims", "-j", "1", "--format", "jsonl", str(path))), size)
            if shutil.which("rg"):
                rows["rg (digits counted)"] = (best(lambda: command("rg", "-j1", "--count-matches", "[0-9]+", str(path))), size)
            # Libraries get a part of it: some are slow.
            part = whole[: size // 20].split("\n\n")
            for name, read in libraries().items():
                rows[name] = (best(lambda: called(read, part)), size // 20)
            own = rows["crosscheck claims"]
            for name, (seconds, read_bytes) in rows.items():
                speed = read_bytes / seconds / 1e6
                print(f"{kind:16} {name:22} {speed:9.3f} MB/s   {speed / (own[1] / own[0] / 1e6):8.3f} of crosscheck's")
        draft = Path(folder) / "draft.md"
        draft.write_text(text(DENSE + 3 * QUIET, 4_200))
        sources = []
        for number in range(5):
            source = Path(folder) / f"source-{number}.md"
            source.write_text(text(DENSE + 3 * QUIET, 4_200 + number * 200))
            sources.append(str(source))
        for name, it in [("crosscheck", program), *(("before", it) for it in before)]:
            print(f"start            {name:22} {best(lambda: command(it, '--version')) * 1000:9.1f} ms")
            check = best(lambda: command(it, "check", str(draft), "--against", *sources, "--quiet")) * 1000
            print(f"draft, 5 sources {name:22} {check:9.1f} ms")


if __name__ == "__main__":
    main()
