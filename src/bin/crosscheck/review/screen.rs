//! The screen: one finding with its passages, the keys below.

use crosscheck::claim::{Finding, Passage, short_id, visible};
use crosscheck::write;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout};
use ratatui::style::{Style, Stylize as _};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::session::{Asking, Item, Session};

/// From this width on, two passages stand side by side.
const WIDE: usize = 110;

/// Two passages side by side are this far apart.
const GAP: usize = 3;

/// What the digits and letters of a passage are set in from.
const INDENT: &str = "   ";

/// Draws what is to be decided; no colours, so that every terminal and every reader can tell things apart.
pub(super) fn draw(frame: &mut Frame<'_>, session: &mut Session<'_>) {
    let width = usize::from(frame.area().width);
    let foot = foot(session, width);
    let tall = u16::try_from(foot.len()).unwrap_or(u16::MAX);
    let parts = [Constraint::Length(1), Constraint::Min(1), Constraint::Length(tall)];
    let [head, body, below] = Layout::vertical(parts).areas(frame.area());
    frame.render_widget(Line::from(title(session)).reversed(), head);
    let lines = match session.item() {
        Some(item) => finding(item, session, width),
        None => vec![Line::default(), Line::from(" All are decided.").bold()],
    };
    // Scrolling ends where the last line is at the bottom.
    let all = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    session.scroll = session.scroll.min(all.saturating_sub(body.height));
    frame.render_widget(Paragraph::new(lines).scroll((session.scroll, 0)), body);
    frame.render_widget(Paragraph::new(foot), below);
}

fn title(session: &Session<'_>) -> String {
    let Some(item) = session.item() else {
        return format!(" crosscheck review · {} decided ", session.done());
    };
    let Finding { rule, severity, fingerprint, .. } = item.finding;
    let (at, of) = (session.at + 1, session.items.len());
    format!(
        " crosscheck review · {at} of {of} · {} · {rule} · {} ",
        severity.name(),
        short_id(fingerprint)
    )
}

/// The finding with all there is to know of it.
fn finding(item: &Item<'_>, session: &Session<'_>, width: usize) -> Vec<Line<'static>> {
    let Item { finding, decision, note, is_done } = item;
    let inner = width.saturating_sub(2).max(20);
    let mut lines = vec![Line::default()];
    lines.extend(plain(&finding.message, " ", inner).into_iter().map(Line::bold));
    lines.extend(plain(&finding.help, " ", inner));
    if let Some(decision) = decision {
        let when = decision.time.split('T').next().unwrap_or_default();
        let reason = Some(&decision.reason).filter(|it| !it.is_empty());
        let reason = reason.map_or_else(String::new, |it| format!(": {it}"));
        let reopened = if *is_done || decision.is_about(finding, session.documents) {
            ""
        } else {
            "; a passage has changed since"
        };
        let text = format!(
            "decided by {}, {when}: {}{reason}{reopened}",
            decision.reviewer,
            decision.outcome.words()
        );
        lines.extend(plain(&text, " ", inner).into_iter().map(Line::italic));
    }
    if !note.is_empty() && !matches!(session.asking, Asking::Note(_)) {
        lines.extend(plain(&format!("note: {note}"), " ", inner));
    }
    lines.push(Line::default());
    let passages = finding.passages.iter().enumerate();
    if let (2, WIDE..) = (finding.passages.len(), width) {
        let half = (inner - GAP) / 2;
        let mut columns =
            passages.map(|(index, it)| passage(index + 1, it, session, half)).collect::<Vec<_>>();
        let right = columns.pop().unwrap_or_default();
        let left = columns.pop().unwrap_or_default();
        lines.extend(beside(left, right, half));
    } else {
        for (index, it) in passages {
            lines.extend(passage(index + 1, it, session, inner));
            lines.push(Line::default());
        }
    }
    if session.is_explained {
        lines.extend(explained(finding, inner));
    }
    lines
}

/// A passage: its number, where it stands, the sentence with the figure marked, and how it was read.
fn passage(
    number: usize,
    passage: &Passage,
    session: &Session<'_>,
    width: usize,
) -> Vec<Line<'static>> {
    let at = passage.at.as_ref().map_or_else(String::new, |it| format!(", {it}"));
    let Passage { source, line, column, .. } = passage;
    let place = format!("{}{at} · {}:{line}:{column}", source.label(), source.path);
    let mut lines = indented(&place, (&format!(" {number} "), INDENT), width);
    let sentence = passage.sentence.cover(passage.span);
    let text =
        session.documents.get(passage.document).and_then(|it| it.original.get(sentence.range()));
    if let Some(text) = text {
        let mark = passage.span.start - sentence.start..passage.span.end - sentence.start;
        lines.extend(marked(text, mark, width.saturating_sub(INDENT.len())));
    }
    lines.extend(plain(&passage.says, INDENT, width).into_iter().map(Line::dim));
    lines
}

/// Two columns.
fn beside(left: Vec<Line<'static>>, right: Vec<Line<'static>>, width: usize) -> Vec<Line<'static>> {
    let count = left.len().max(right.len());
    let (mut left, mut right) = (left.into_iter(), right.into_iter());
    let row = |_| {
        let mut line = left.next().unwrap_or_default();
        let gap = (width + GAP).saturating_sub(line.width());
        line.push_span(" ".repeat(gap));
        line.spans.extend(right.next().unwrap_or_default());
        line
    };
    (0..count).map(row).chain([Line::default()]).collect()
}

/// So many lines of evidence of each question have room beside the passages.
const MOST: usize = 6;

/// The comparison line by line.
fn explained(finding: &Finding, width: usize) -> Vec<Line<'static>> {
    if finding.evidence.is_empty() {
        return vec![Line::from(
            " the passages speak for themselves: no two claims had to be matched",
        )];
    }
    let mut text = Vec::new();
    // Writing into memory cannot fail.
    let _: Result<(), _> = write::ladder(&mut text, &finding.evidence, width, MOST);
    String::from_utf8_lossy(&text).lines().map(|it| Line::from(format!(" {it}"))).collect()
}

/// The keys, or what is asked.
fn foot(session: &Session<'_>, width: usize) -> Vec<Line<'static>> {
    let inner = width.saturating_sub(2).max(20);
    let mut lines = vec![Line::from("─".repeat(width)).dim()];
    if !session.told.is_empty() {
        lines.extend(plain(&session.told, " ", inner).into_iter().map(Line::bold));
    }
    let keys = match (&session.asking, session.item()) {
        (Asking::Note(_), Some(item)) => {
            lines.extend(plain(&format!("note: {}▏", item.note), " ", inner));
            "Enter keep · Esc as before"
        }
        (Asking::WhyBoth, _) => {
            "both are right, because they differ in:  s scope · d date · m method · r rounding · Esc back"
        }
        (_, None) => "u undo · ← back · q quit",
        (_, Some(item)) => {
            let prefer = match item.finding.passages.len() {
                1 if item.is_figure() => "1 right as it is · o needs no source".to_owned(),
                2 if item.is_figure() => {
                    "1 right as it is · 2 the source is · b both right · o needs no source"
                        .to_owned()
                }
                1 => "1 right as it is".to_owned(),
                2 => "1 2 prefer · b both right".to_owned(),
                many => format!("1–{many} prefer · b all right"),
            };
            &format!(
                "{prefer} · x not the same fact · e read wrongly · d later\nn note · w why · u undo · ←→ go on · ↑↓ scroll · q quit (all is saved)"
            )
        }
    };
    lines.extend(keys.lines().flat_map(|it| plain(it, " ", inner)));
    lines
}

/// A text wrapped and set in.
fn plain(text: &str, indent: &str, width: usize) -> Vec<Line<'static>> {
    indented(text, (indent, indent), width)
}

/// A text wrapped, with what stands before its first line and before the others.
fn indented(text: &str, (first, others): (&str, &str), width: usize) -> Vec<Line<'static>> {
    let options =
        textwrap::Options::new(width.max(20)).initial_indent(first).subsequent_indent(others);
    textwrap::wrap(&visible(text), options)
        .into_iter()
        .map(|it| Line::from(it.into_owned()))
        .collect()
}

/// A sentence wrapped and set in, with a part marked.
fn marked(text: &str, mark: std::ops::Range<usize>, width: usize) -> Vec<Line<'static>> {
    // What cannot be shown has marks of other lengths: the marked range is counted in them.
    let shown = |to: usize| visible(text.get(..to).unwrap_or_default()).len();
    let mark = shown(mark.start)..shown(mark.end);
    let text = visible(text);
    let mut lines = Vec::new();
    let mut from = 0;
    for line in textwrap::wrap(&text, width.max(10)) {
        // Lines follow one another in the text, with nothing between them but spaces.
        let start = text[from..].find(&*line).map_or(from, |it| from + it);
        let end = start + line.len();
        from = end;
        let cut = |it: usize| it.clamp(start, end);
        let (first, last) = (cut(mark.start), cut(mark.end));
        let parts = [
            Span::raw(INDENT),
            Span::raw(text[start..first].to_owned()),
            Span::styled(text[first..last].to_owned(), Style::new().bold().underlined()),
            Span::raw(text[last..end].to_owned()),
        ];
        lines.push(Line::from(
            parts.into_iter().filter(|it| !it.content.is_empty()).collect::<Vec<_>>(),
        ));
    }
    lines
}
