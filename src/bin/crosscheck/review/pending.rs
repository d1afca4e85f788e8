//! What is to be decided, as a list: for scripts, pipes and screen readers.

use std::io::Write as _;

use crosscheck::Error;
use crosscheck::claim::{Finding, Outcome, one_line, short_id, visible};

use crate::check::Checked;

/// The findings with the commands that decide them.
pub(super) fn list(findings: &[&Finding], checked: &Checked) -> Result<Vec<u8>, Error> {
    let mut text = Vec::new();
    for finding in findings {
        let short = short_id(&finding.fingerprint);
        writeln!(text, "{short}  {}  {}", finding.severity.name(), finding.rule)?;
        writeln!(text, "      {}", visible(&finding.message))?;
        for (index, it) in finding.passages.iter().enumerate() {
            let place = format!("{}:{}:{}", it.source.path, it.line, it.column);
            writeln!(text, "   {}  {}  {}", index + 1, visible(&place), visible(&it.says))?;
            let sentence = it.sentence.cover(it.span);
            let of = checked.corpus.documents.get(it.document);
            if let Some(sentence) = of.and_then(|of| of.original.get(sentence.range())) {
                writeln!(text, "      “{}”", visible(&one_line(sentence)))?;
            }
        }
        if let Some(decision) = checked.records.decisions.of(finding) {
            writeln!(text, "      {}", decision.outcome.words())?;
        }
        writeln!(text)?;
    }
    if findings.is_empty() {
        writeln!(text, "nothing to decide")?;
        return Ok(text);
    }
    let again = visible(&checked.look.again);
    let others = Outcome::OTHERS.map(Outcome::name).join("|");
    writeln!(text, "{} to decide, by one of", findings.len())?;
    writeln!(text, "  crosscheck accept ID --outcome prefer-1 --reason TEXT{again}")?;
    writeln!(text, "  crosscheck dismiss ID --outcome {others} --reason TEXT{again}")?;
    Ok(text)
}
