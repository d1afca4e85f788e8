"""What calls give, as type checkers see it; the names are told in the program's docs/formats.md."""

from __future__ import annotations

from typing import Literal, Optional, TypedDict

Severity = Literal["error", "warning", "note"]
Status = Literal["supported", "rounded", "unconfirmed", "contradicted", "unsupported"]


class _Place(TypedDict, total=False):
    at: str
    sentence: str


class Place(_Place):
    """A passage of a text."""

    source: str
    line: int
    column: int
    start: int
    end: int
    text: str
    claim: Optional[str]


class Evidence(TypedDict):
    """One step of a comparison."""

    slot: str
    left: str
    right: str
    relation: str
    bits: float


class _Finding(TypedDict, total=False):
    outcome: str
    reason: str


class Finding(_Finding):
    """A disagreement, or a question worth asking."""

    rule: str
    severity: Severity
    fingerprint: str
    message: str
    help: str
    status: Literal["new", "baseline", "dismissed"]
    locations: list[Place]
    evidence: list[Evidence]


class Confirmation(TypedDict):
    """What was checked and holds."""

    fact: str
    label: str
    locations: list[Place]


class _Figure(Place, total=False):
    disputed: list[Place]
    superseded: bool
    differs: list[str]
    nearest: Place
    id: str
    outcome: str
    reason: str


class Figure(_Figure):
    """A figure of a draft, and what sources say of it."""

    status: Status
    origins: int
    locations: list[Place]


class Problem(TypedDict):
    """What was odd about a text."""

    source: str
    line: Optional[int]
    message: str


class Counts(TypedDict):
    """Findings by severity."""

    error: int
    warning: int
    note: int


class Summary(TypedDict):
    """Counts of a report."""

    sources: int
    numbers: int
    claims: int
    facts: int
    unparsed: int
    findings: Counts
    baseline: int
    dismissed: int
    confirmed: int
    single_source: int
    to_look_at: int


class _Report(TypedDict, total=False):
    coverage: list[Figure]


class Report(_Report):
    """Where texts disagree, and of drafts what sources say of their figures."""

    crosscheck: str
    summary: Summary
    findings: list[Finding]
    confirmed: list[Confirmation]
    problems: list[Problem]


class Cell(Place):
    """A figure of a row."""

    speaker: Optional[str]
    period: Optional[str]


class Row(TypedDict):
    """A thing with what the texts say of it."""

    id: str
    label: str
    band: str
    bits: float
    cells: list[Cell]


class Table(TypedDict):
    """What texts say side by side."""

    rows: list[Row]


class Change(TypedDict):
    """A stretch of a word diff."""

    change: Literal["same", "removed", "added"]
    text: str


class Passages(TypedDict):
    """Two parallel passages."""

    left: Place
    right: Place
    differs: bool
    diff: list[Change]


class Compared(Report):
    """Two versions of a text."""

    passages: list[Passages]
