//! Numbers in brackets that lead to a list of sources: `… 64 men [2]`, and below `[2] Coastal Wire, 3 May`.

use std::collections::BTreeMap;

use super::span_of;
use crate::claim::Citation;

/// No list of sources is longer.
const MOST: u32 = 999;

/// The numbers of a text that a line of it explains, with those that stand before the explanations.
pub(super) fn numbered(text: &str) -> Vec<Citation> {
    let explained: BTreeMap<u32, &str> = text.lines().filter_map(entry).collect();
    if explained.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for line in text.lines() {
        for (at, _) in line.match_indices('[') {
            let Some((number, rest)) = number(&line[at..]) else { continue };
            if let Some(name) = explained.get(&number) {
                let mark = &line[at..line.len() - rest.len()];
                found.push(Citation { at: span_of(text, mark), name: (*name).to_owned() });
            }
        }
    }
    found
}

/// `[2] Coastal Wire, 3 May`: its number, and what it says.
fn entry(line: &str) -> Option<(u32, &str)> {
    let (number, rest) = number(line.trim_start())?;
    Some((number, rest.trim_start_matches([':', ' ']).trim())).filter(|it| !it.1.is_empty())
}

/// A number in brackets, and what follows.
fn number(text: &str) -> Option<(u32, &str)> {
    let (digits, rest) = text.strip_prefix('[')?.split_once(']')?;
    let is_number = digits.len() <= 3 && digits.bytes().all(|it| it.is_ascii_digit());
    let number = digits.parse().ok().filter(|it| is_number && (1..=MOST).contains(it))?;
    Some((number, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_lead_to_the_lines_that_explain_them() {
        let text = "Police held 64 men [2], 9 of them boys [7].\nIn [1] 12.\n\n[1] Harbour Herald\n[2]: Coastal Wire, 3 May\n";
        let shown: Vec<String> =
            numbered(text).iter().map(|it| format!("{} {}", it.at.of(text), it.name)).collect();
        let (wire, herald) = ("[2] Coastal Wire, 3 May", "[1] Harbour Herald");
        // The list itself has the numbers as well.
        assert_eq!(shown, [wire, herald, herald, wire]);
        assert_eq!(numbered("Only [1] and [x].\n[0] a\n[1]\n"), []);
    }
}
