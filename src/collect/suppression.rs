//! `<!-- crosscheck-ignore RULE: reason -->`: a finding that the author of a text knows of.

use super::comment::comments;
use crate::claim::Suppression;

/// What opens such a comment, and one that is misspelt.
const OPENS: &str = "crosscheck-";

/// The suppressions of a file's text.
pub(super) fn suppressions(text: &str) -> Vec<Suppression> {
    let of = comments(text, OPENS).map(|it| {
        let says = it.says.unwrap_or_default();
        let (word, says) = says.split_once(char::is_whitespace).unwrap_or((says, ""));
        let says = says.trim();
        // Without a colon the first word is the rule, and nothing is a reason.
        let rule = says.split(|it: char| it == ':' || it.is_whitespace()).next();
        let reason = says.split_once(':').map_or("", |it| it.1);
        Suppression {
            at: it.at,
            line: it.line,
            is_alone: it.is_alone,
            word: word.trim_end_matches(':').to_owned(),
            rule: rule.unwrap_or_default().to_owned(),
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
        let text = "A 12. <!-- crosscheck-ignore sum: one part\nis missing -->\n\n <!--crosscheck-ignore calendar late -->\nB\n\n<!-- crosscheck-ingore: sum: because -->\n<!-- crosscheck: a.csv#row=1 --> <!-- crosscheck-ignore";
        let found = suppressions(text);
        let shown: Vec<String> = found
            .iter()
            .map(|it| {
                let Suppression { line, is_alone, word, rule, reason, .. } = it;
                format!("{line} {is_alone} {word} `{rule}` `{reason}`")
            })
            .collect();
        assert_eq!(
            shown,
            [
                "1 false ignore `sum` `one part is missing`",
                "4 true ignore `calendar` ``",
                "7 true ingore `sum` `because`",
                "8 false  `` ``",
            ]
        );
    }
}
