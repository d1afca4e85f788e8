"""Checks an archive that is larger than one machine: `spark-submit archive.py FOLDER OUT [--master local[2]]`.

Texts are read where they lie, and what tells their stories apart is brought together; then each story is checked by itself, with the
same findings as one process has for all of it. FOLDER holds .txt and .md files, OUT becomes a folder of Parquet: `claims`, a row a claim,
and `findings`, a row a passage of a finding.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

import pyarrow as pa
from pyspark import StorageLevel
from pyspark.sql import DataFrame, SparkSession, functions as f
from pyspark.sql.pandas.types import from_arrow_schema

import crosscheck
from crosscheck import Checker, Text

# Spark runs as many of these side by side as there are cores: each computes on one.
THREADS = 1
FINDINGS = pa.schema(
    [(name, pa.string()) for name in ("fingerprint", "rule", "severity", "message", "source", "text", "sentence")]
    + [(name, pa.int64()) for name in ("story", "passage", "line", "start", "end")]
)


def texts_of(rows: list[dict[str, Any]]) -> list[Text]:
    formats = {".md": "md"}
    return [Text(it["name"], it["text"], format=formats.get(PurePosixPath(it["name"]).suffix, "txt")) for it in rows]


def claims(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    checker = Checker(threads=THREADS)
    for batch in batches:
        yield from checker.claims(texts_of(batch.to_pylist())).to_batches()


def traits(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    checker = Checker(threads=THREADS)
    for batch in batches:
        yield from checker.traits(texts_of(batch.to_pylist())).to_batches()


def findings(story: pa.Table) -> pa.Table:
    """Those of one story: all of its texts, in the order of their names."""
    rows = story.sort_by("name").to_pylist()
    pairs = [(it["name"], other) for it in rows for other in it["same"]]
    report = Checker(threads=THREADS).check_story(texts_of(rows), pairs)
    found = [
        {"story": rows[0]["story"], "passage": number, **at, **it}
        for it in report["findings"]
        for number, at in enumerate(it["locations"], 1)
    ]
    return pa.Table.from_pylist(found, schema=FINDINGS)


def archive(spark: SparkSession, folder: str) -> DataFrame:
    """`name` and `text` of each text; names are seen from the folder."""
    root = folder.rstrip("/") if "://" in folder else os.path.abspath(folder)
    read = spark.read.text(root, wholetext=True, recursiveFileLookup=True, pathGlobFilter="*.{txt,md}")
    path = f.url_decode(f.replace(f.input_file_name(), f.lit("+"), f.lit("%2B")))
    name = f.regexp_extract(path, re.escape(root) + "/(.*)$", 1)
    return read.select(name.alias("name"), f.col("value").alias("text"))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("out")
    parser.add_argument("--master", default=None)
    arguments = parser.parse_args()
    # Workers on this machine run where crosscheck is installed.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("crosscheck")
    if arguments.master:
        builder = builder.master(arguments.master)
    # Small batches: a text is some kilobytes, and its claims take some forty times as much.
    spark = builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", 500).getOrCreate()
    texts = archive(spark, arguments.folder).persist(StorageLevel.MEMORY_AND_DISK)

    columns = from_arrow_schema(crosscheck.claims([]).schema)
    texts.mapInArrow(claims, columns).write.mode("overwrite").option("compression", "zstd").parquet(f"{arguments.out}/claims")

    # The driver tells the stories apart: some 3 kB a text.
    columns = from_arrow_schema(Checker().traits([]).schema)
    told = texts.mapInArrow(traits, columns).toArrow().sort_by("name")
    stories = crosscheck.stories(told)
    labels = spark.createDataFrame(stories)

    # Each story goes to one task, whole: so large is it, however common its words are.
    whole = texts.join(f.broadcast(labels), "name").groupBy("story")
    whole.applyInArrow(findings, from_arrow_schema(FINDINGS)).write.mode("overwrite").option("compression", "zstd").parquet(f"{arguments.out}/findings")
    spark.stop()


if __name__ == "__main__":
    main()
