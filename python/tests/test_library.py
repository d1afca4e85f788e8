"""The library as notebooks use it; `pytest python/tests` in an environment that has the wheel."""

import datetime
import decimal
import signal
import threading
import time
import _thread

import duckdb
import pandas
import polars
import pyarrow
import pytest

import crosscheck
from crosscheck import Checker, Text

STORM = {
    "coast": "🌊 The storm sank 19 boats in Ilo, the coast guard said.",
    "daily": "The storm sank 23 boats in Ilo, the coast guard said.",
}


def test_claims_are_a_table_that_engines_read() -> None:
    claims = crosscheck.claims(STORM)
    assert isinstance(claims, pyarrow.Table)
    assert claims.schema.field("stated").type == pyarrow.decimal128(38, 14)
    assert claims.schema.field("line").type == pyarrow.int64()
    wanted = [("coast", decimal.Decimal(19), "boats"), ("daily", decimal.Decimal(23), "boats")]
    rows = claims.select(["source", "stated", "thing"]).to_pylist()
    assert [tuple(it.values()) for it in rows] == wanted
    assert list(claims.to_pandas()["thing"]) == ["boats", "boats"]
    assert isinstance(claims.to_pandas(), pandas.DataFrame)
    frame = polars.from_arrow(claims)
    assert isinstance(frame, polars.DataFrame)
    assert frame["stated"].sum() == 42
    database = duckdb.connect()
    found = database.execute("select source from claims where stated > 20").fetchall()
    assert found == [("daily",)]
    assert database.execute("select sum(stated) from claims").fetchall() == [(decimal.Decimal(42),)]


def test_no_texts_give_the_same_columns() -> None:
    nothing, something = crosscheck.claims([]), crosscheck.claims(STORM)
    assert nothing.num_rows == 0
    assert nothing.schema == something.schema


def test_places_are_those_of_python_texts() -> None:
    for row in crosscheck.claims(STORM).to_pylist():
        assert STORM[row["source"]][row["start"] : row["end"]] == row["text"]
    coast = Text("coast", STORM["coast"])
    (claim,) = Checker(positions="bytes").claims(coast).to_pylist()
    assert coast.text.encode()[claim["start"] : claim["end"]] == claim["text"].encode()


def test_a_report_has_both_passages() -> None:
    report = crosscheck.check(STORM)
    (finding,) = [it for it in report["findings"] if it["rule"] == "conflicting-figures"]
    quoted = [STORM[it["source"]][it["start"] : it["end"]] for it in finding["locations"]]
    assert quoted == ["19", "23"]
    assert report["summary"]["sources"] == 2


def test_a_draft_is_held_against_its_sources() -> None:
    draft = Text("draft", "The storm sank 91 boats in Ilo.")
    (figure,) = crosscheck.check_draft(draft, [STORM["coast"]])["coverage"]
    assert (figure["text"], figure["status"]) == ("91", "contradicted")
    assert figure["locations"][0]["source"] == "source 1"


def test_rows_and_versions() -> None:
    row = crosscheck.table(STORM)["rows"][0]
    assert [it["text"] for it in row["cells"]] == ["19", "23"]
    compared = crosscheck.compare(STORM["coast"], STORM["daily"])
    assert compared["passages"][0]["left"]["source"] == "before"
    assert compared["passages"][0]["differs"]


def test_a_story_that_is_read_elsewhere_is_checked_alone() -> None:
    checker = Checker(threads=1)
    texts = [Text(name, f"On 3 May 2031 {text}") for name, text in STORM.items()]
    texts.append(Text("baker", "A bakery in Lund sold 300 loaves."))
    traits = pyarrow.concat_tables([checker.traits(texts[:1]), checker.traits(texts[1:])])
    labels = crosscheck.stories(traits).to_pylist()
    assert [it["same"] for it in labels] == [["daily"], [], []]
    assert labels[0]["story"] == labels[1]["story"] != labels[2]["story"]
    apart = checker.check_story(texts[:2], [("coast", "daily")])["findings"]
    assert apart == checker.check(texts)["findings"]
    assert [it["rule"] for it in apart] == ["conflicting-figures"]


def test_what_is_known_of_a_text_counts() -> None:
    for published in (datetime.date(2031, 3, 1), datetime.datetime(2031, 3, 1, 12), "2031-03-01"):
        text = Text("mill", "<p>Last year 40 mills closed.</p>", format="html", published=published)
        starts = crosscheck.claims(text)["period_start"].to_pylist()
        assert datetime.date(2030, 1, 1) in starts


def test_wrong_input_is_told() -> None:
    with pytest.raises(crosscheck.CrosscheckError, match="two texts are called `a`: give each a name of its own"):
        crosscheck.claims([Text("a", "1 ship"), Text("a", "2 ships")])
    with pytest.raises(ValueError, match="a: published: `June` is no day; write it as 2031-06-30"):
        crosscheck.check(Text("a", "1 ship", published="June"))
    with pytest.raises(ValueError, match="positions: `lines` is none of characters, bytes, utf-16"):
        Checker(positions="lines")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="text 2: a text is a str or a crosscheck.Text, not int"):
        crosscheck.check(["1 ship", 2])  # type: ignore[list-item]
    with pytest.raises(crosscheck.CrosscheckError, match="a source of the draft"):
        crosscheck.check_draft("1 ship", [])


def test_what_is_not_read_is_a_warning() -> None:
    with pytest.warns(crosscheck.Unread, match="page holds no text that a reader would see"):
        assert crosscheck.claims(Text("page", "<!-- 12 ships -->", format="html")).num_rows == 0


def long() -> list[str]:
    """Texts that take some seconds."""
    return [f"In 2031 the mills of town {it} sold {it + 40} looms and 1,250 reels." * 20 for it in range(4_000)]


def test_others_go_on_meanwhile() -> None:
    texts = long()[:200]
    thread = threading.Thread(target=crosscheck.claims, args=(texts,))
    thread.start()
    turns = 0
    while thread.is_alive():
        turns += 1
        time.sleep(0.001)
    assert turns > 10


def test_an_interruption_stops_the_work() -> None:
    texts = long()
    # A shell that starts a job in the background makes it deaf to interruptions.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    began = time.monotonic()
    timer = threading.Timer(0.5, _thread.interrupt_main)
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        crosscheck.check(texts)
    stopped = time.monotonic() - began
    signal.signal(signal.SIGINT, before)
    assert crosscheck.claims("1 ship sank.").num_rows == 1
    # All of them take minutes in a build that is not optimised.
    assert stopped < 30
