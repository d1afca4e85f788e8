"""Whether Spark found what one process finds: `same.py FOLDER OUT`, after `archive.py FOLDER OUT`."""

import sys
from pathlib import Path

import pyarrow.parquet as parquet

import crosscheck
from crosscheck import Text

folder, out = map(Path, sys.argv[1:])
found = parquet.read_table(out / "findings").to_pylist()
names = sorted(str(it.relative_to(folder)) for it in folder.rglob("*") if it.suffix in {".md", ".txt"})
texts = [Text(it, (folder / it).read_bytes().decode(), format="md" if it.endswith(".md") else "txt") for it in names]
report = crosscheck.check(texts)
expected = {
    (it["fingerprint"], it["severity"], it["message"], number, at["source"], at["start"], at["end"])
    for it in report["findings"]
    for number, at in enumerate(it["locations"], 1)
}
spread = {
    (it["fingerprint"], it["severity"], it["message"], it["passage"], it["source"], it["start"], it["end"]) for it in found
}
claims, one = parquet.read_table(out / "claims"), crosscheck.claims(texts)
print(f"{len(texts)} texts, {one.num_rows} claims, {len(expected)} passages of findings in one process")
print(f"{claims.num_rows} claims, {len(spread)} passages of findings on Spark")
print(f"{len(expected - spread)} passages missing, {len(spread - expected)} too many")
sys.exit(expected != spread or claims.num_rows != one.num_rows)
