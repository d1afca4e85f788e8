//! `<!-- crosscheck-ignore RULE: reason -->`: a finding that the author of a text knows of.

use super::comment::comments;
use crate::claim::Suppression;

/// What opens such a comment.
const OPENS: &str = "<!-- crosscheck-ignore";

/// The suppressions of a file's text.
pub(super) fn suppressions(text: &str) -> Vec<Suppression> {
    let of = comments(text, OPENS).map(|it| {
        let (rule, reason) = it
            .says
            .unwrap_or_default()
            .split_once(':')
            .unwrap_or((it.says.unwrap_or_default(), ""));
        Suppression {
            at: it.at,
            line: it.line,
            is_alone: it.is_alone,
            rule: rule.trim().to_owned(),
            reason: reason.split_whitespace().collect::<Vec<_>>().join(" "),
        }
    });
    of.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_say_which_rule_and_why() {
        let text = "A 12. <!-- crosscheck-ignore sum: one part\nis missing -->\n\n <!-- crosscheck-ignore calendar -->\nB";
        let found = suppressions(text);
        let shown: Vec<String> = found
            .iter()
            .map(|it| format!("{} {} `{}` `{}`", it.line, it.is_alone, it.rule, it.reason))
            .collect();
        assert_eq!(shown, ["1 false `sum` `one part is missing`", "4 true `calendar` ``"]);
    }
}
