//! Numbers in brackets that lead to a list of sources: `… 64 men [2]`, and below `[2] Coastal Wire, 3 May`.

use std::collections::BTreeMap;

use super::span_of;
use crate::claim::Citation;

/// No list of sources is longer.
const MOST: u32 = 999;
/// No mark is longer, in bytes.
const LONGEST: usize = 24;
/// So much of what explains a number is kept, in bytes, and so many marks.
const KEPT: usize = 300;
const MOST_MARKS: usize = 5000;

/// The numbers of a text that a line of it explains, with those that stand before the explanations.
pub(super) fn numbered(text: &str) -> Vec<Citation> {
    let explained: BTreeMap<u32, &str> = text.lines().filter_map(entry).collect();
    if explained.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for line in text.lines() {
        for (at, _) in line.match_indices('[') {
            if found.len() >= MOST_MARKS {
                return found;
            }
            let Some((numbers, rest)) = numbers(&line[at..]) else { continue };
            let mark = &line[at..line.len() - rest.len()];
            let names = numbers.iter().filter_map(|it| explained.get(it));
            found.extend(
                names.map(|it| Citation { at: span_of(text, mark), name: (*it).to_owned() }),
            );
        }
    }
    found
}

/// `[2] Coastal Wire, 3 May`: its number, and what it says.
fn entry(line: &str) -> Option<(u32, &str)> {
    let (numbers, rest) = numbers(line.trim_start())?;
    let [number] = *numbers.as_slice() else { return None };
    let name = rest.trim_start_matches([':', ' ']).trim();
    let name = &name[..name.floor_char_boundary(KEPT)];
    Some((number, name)).filter(|it| !it.1.is_empty())
}

/// Numbers in brackets, `[2]` or `[2, 3]`, and what follows.
fn numbers(text: &str) -> Option<(Vec<u32>, &str)> {
    let inner = text.strip_prefix('[')?;
    let near = inner.as_bytes().iter().take(LONGEST + 1).position(|it| *it == b']')?;
    let (inner, rest) = (inner.get(..near)?, inner.get(near + 1..)?);
    let number = |it: &str| {
        let it = it.trim();
        let is_number = !it.is_empty() && it.len() <= 3 && it.bytes().all(|it| it.is_ascii_digit());
        it.parse().ok().filter(|it| is_number && (1..=MOST).contains(it))
    };
    let numbers: Option<Vec<u32>> = inner.split(',').map(number).collect();
    Some((numbers?, rest))
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
        let both = "It killed 12 men [1, 2].\n[1] a\n[2] b\n";
        assert_eq!(numbered(both).iter().filter(|it| it.at.of(both) == "[1, 2]").count(), 2);
        assert_eq!(numbered("Only [1] and [x].\n[0] a\n[1]\n"), []);
    }
}
