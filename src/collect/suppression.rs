//! `<!-- crosscheck-ignore RULE: reason -->`: a finding that the author of a text knows of.

use super::comment::comments;
use crate::claim::Suppression;
use crate::error::nearest_name;

/// What opens such a comment, and one that is misspelt.
const OPENS: &str = "crosscheck";
/// What joins that to what it tells to do; some write a space.
const JOINED: &str = "-";
/// What it tells to do.
const IGNORE: &str = "ignore";

/// The suppressions of a file's text.
pub(super) fn suppressions(text: &str) -> Vec<Suppression> {
    let of = comments(text, OPENS).filter_map(|it| {
        let (mark, says) =
            [JOINED, " "].iter().find_map(|mark| Some((mark, it.says.strip_prefix(mark)?)))?;
        // Where it has no end nothing but its own word is sure.
        let (word, says) = says.split_once(char::is_whitespace).unwrap_or((says, ""));
        let says = if it.is_ended { says.trim() } else { "" };
        let word = word.trim_end_matches(':');
        // A comment may speak of the program without speaking to it.
        let is_meant = *mark == JOINED || nearest_name(word, [IGNORE].into_iter()).is_some();
        if !is_meant {
            return None;
        }
        // Without a colon the first word is the rule, and nothing is a reason.
        let rule = says.split(|it: char| it == ':' || it.is_whitespace()).next();
        let reason = says.split_once(':').map_or("", |it| it.1);
        Some(Suppression {
            at: it.at,
            line: it.line,
            is_alone: it.is_alone,
            word: format!("{OPENS}{mark}{word}"),
            rule: rule.unwrap_or_default().to_owned(),
            reason: reason.split_whitespace().collect::<Vec<_>>().join(" "),
        })
    });
    of.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_say_which_rule_and_why() {
        let text = "A 12. <!-- crosscheck-ignore sum: one part\nis missing -->\n\n <!--crosscheck-ignore calendar late -->\nB\n\n<!-- crosscheck-ingore: sum: because -->\n<!-- crosscheck: a.csv#row=1 --> <!-- crosscheck ignore sum: because --> <!-- crosscheck reads this --> <!-- crosschecked ignore --> <!-- crosscheck-ignore sum: x";
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
                "1 false crosscheck-ignore `sum` `one part is missing`",
                "4 true crosscheck-ignore `calendar` ``",
                "7 true crosscheck-ingore `sum` `because`",
                "8 false crosscheck ignore `sum` `because`",
                "8 false crosscheck-ignore `` ``",
            ]
        );
    }
}
