"""Finds where source documents disagree about a figure, and shows both passages.

>>> import crosscheck
>>> report = crosscheck.check_draft(
...     "The flood closed 14 bridges in Oberau.",
...     {"police": "The flood closed 11 bridges in Oberau, police said."},
... )
>>> [(it["text"], it["status"]) for it in report["coverage"]]
[('14', 'contradicted')]
"""

from __future__ import annotations

import datetime
import json
import os
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Optional, Union

from . import _crosscheck
from ._crosscheck import CrosscheckError, __version__

if TYPE_CHECKING:
    import pyarrow

    from .results import Compared, Report, Table

__all__ = [
    "Checker",
    "CrosscheckError",
    "Text",
    "Unread",
    "__version__",
    "check",
    "check_draft",
    "claims",
    "compare",
    "stories",
    "table",
]


class Unread(UserWarning):
    """A text, or a part of one, that was not read."""


@dataclass(frozen=True)
class Text:
    """A text with what is known of it.

    ``name`` is what results call it; ``format`` is what the ending of its file would be: ``txt``, ``md``, ``html``, ``csv``.
    ``published`` says what "last year" means, and which report is the newer one.
    """

    name: str
    text: str
    format: str = "txt"
    published: Union[datetime.date, str, None] = None
    title: Optional[str] = None
    publisher: Optional[str] = None
    url: Optional[str] = None
    derived_from: Optional[str] = None
    language: Optional[str] = None

    def __post_init__(self) -> None:
        if isinstance(self.published, datetime.datetime):
            object.__setattr__(self, "published", self.published.date())
        if isinstance(self.published, datetime.date):
            object.__setattr__(self, "published", self.published.isoformat())


One = Union[str, Text]
"""A text: without more it is plain, and called by where it stands among the others, from 1."""

Texts = Union[One, Mapping[str, str], Iterable[One]]
"""Texts: one, several, or names with their texts."""


class Checker:
    """Reads texts, and holds their figures against each other.

    It may be used from several threads at once, and in the process that made it. ``threads`` is how many it computes on itself, 0 one for each core;
    ``positions`` is what ``start`` and ``end`` count.
    """

    def __init__(
        self,
        *,
        threads: int = 0,
        positions: Literal["characters", "bytes", "utf-16"] = "characters",
    ) -> None:
        if threads < 0:
            raise ValueError("threads: a number from 0, where 0 is one for each core")
        self._inner = _crosscheck.Checker(threads, positions)

    def claims(self, texts: Texts) -> pyarrow.Table:
        """Every figure of the texts, a row each, as an Arrow table. Needs pyarrow."""
        arrow = _arrow()
        rows, problems = self._inner.claims(_several(texts, "text"))
        for source, message in problems:
            warnings.warn(f"{source} {message}", Unread, stacklevel=2)
        return arrow.table(rows)

    def check(self, texts: Texts) -> Report:
        """Where the texts disagree, with each other and with their own arithmetic."""
        report: Report = json.loads(self._inner.check(_several(texts, "text")))
        return report

    def check_draft(self, drafts: Texts, sources: Texts) -> Report:
        """Which figures of drafts their sources support, and which they contradict."""
        report: Report = json.loads(
            self._inner.check_draft(_several(drafts, "draft"), _several(sources, "source"))
        )
        return report

    def traits(self, texts: Texts) -> pyarrow.Table:
        """What tells the story of each text from those of others, a row each: texts may be read in many places, and :func:`stories`
        brings the rows together."""
        return _arrow().table(self._inner.traits(_several(texts, "text")))

    def check_story(self, texts: Texts, same: Iterable[tuple[str, str]]) -> Report:
        """As ``check``, of texts that tell one story; ``same`` are the names of those that do so directly, as :func:`stories` gives
        them."""
        read = _several(texts, "text")
        places = {it.name: place for place, it in enumerate(read)}
        pairs = [(places[a], places[b]) for a, b in same if a in places and b in places]
        report: Report = json.loads(self._inner.check_story(read, pairs))
        return report

    def table(self, texts: Texts) -> Table:
        """What the texts say side by side, a row a thing: those first on which they most likely disagree."""
        rows: Table = json.loads(self._inner.table(_several(texts, "text")))
        return rows

    def compare(self, before: One, after: One) -> Compared:
        """Two versions of a text, passage by passage, and where their figures differ."""
        compared: Compared = json.loads(
            self._inner.compare(_one(before, "before"), _one(after, "after"))
        )
        return compared


def stories(traits: pyarrow.Table) -> pyarrow.Table:
    """The story of each text, by the rows of :meth:`Checker.traits` of all of them: ``name``, ``story``, a number that texts which
    stories connect have in common, and ``same``, the names of the later texts with which it tells one story directly."""
    return _arrow().table(_crosscheck.stories(traits))


def _arrow() -> Any:
    try:
        import pyarrow
    except ImportError as error:
        message = "this gives an Arrow table: pip install pyarrow"
        raise ImportError(message) from error
    return pyarrow


def _one(text: One, name: str) -> Text:
    if isinstance(text, Text):
        return text
    if isinstance(text, str):
        return Text(name, text)
    raise TypeError(f"{name}: a text is a str or a crosscheck.Text, not {type(text).__name__}")


def _several(texts: Texts, kind: str) -> list[Text]:
    if isinstance(texts, (str, Text)):
        return [_one(texts, kind)]
    if isinstance(texts, Mapping):
        return [Text(name, text) for name, text in texts.items()]
    return [_one(text, f"{kind} {number}") for number, text in enumerate(texts, 1)]


_default: Optional[Checker] = None


def _forget() -> None:
    # The threads of a checker do not live on in a forked process.
    global _default
    _default = None


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)


def _checker() -> Checker:
    global _default
    if _default is None:
        _default = Checker()
    return _default


def claims(texts: Texts) -> pyarrow.Table:
    """Every figure of the texts; see :meth:`Checker.claims`."""
    return _checker().claims(texts)


def check(texts: Texts) -> Report:
    """Where the texts disagree; see :meth:`Checker.check`."""
    return _checker().check(texts)


def check_draft(drafts: Texts, sources: Texts) -> Report:
    """Which figures of drafts their sources support; see :meth:`Checker.check_draft`."""
    return _checker().check_draft(drafts, sources)


def table(texts: Texts) -> Table:
    """What the texts say side by side; see :meth:`Checker.table`."""
    return _checker().table(texts)


def compare(before: One, after: One) -> Compared:
    """Two versions of a text; see :meth:`Checker.compare`."""
    return _checker().compare(before, after)
