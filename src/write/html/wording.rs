//! Which words of two passages only one of them says.

use similar::{DiffOp, capture_diff_slices};

use crate::write::record::page::{Quote, Stretch};

/// Passages that share fewer of their words than this, in percent, are two wordings, not two versions of one.
const ALIKE: usize = 40;

/// Two passages with what only one of them says marked; passages that are not worded alike stay as they are.
pub(super) fn compared(mut quotes: Vec<Quote<'_>>) -> Vec<Quote<'_>> {
    let [left, right] = quotes.as_mut_slice() else { return quotes };
    let (a, b) = (words(left), words(right));
    let plain = |of: &[&str]| of.iter().map(|it| bare(it)).collect::<Vec<String>>();
    let (plain_a, plain_b) = (plain(&a), plain(&b));
    let operations = capture_diff_slices(similar::Algorithm::Myers, &plain_a, &plain_b);
    let (mut own_a, mut own_b) = (vec![true; a.len()], vec![true; b.len()]);
    let mut shared = 0;
    for operation in operations {
        if let DiffOp::Equal { old_index, new_index, len } = operation {
            own_a[old_index..old_index + len].fill(false);
            own_b[new_index..new_index + len].fill(false);
            shared += len;
        }
    }
    if 2 * shared * 100 < ALIKE * (a.len() + b.len()) {
        return quotes;
    }
    let of_left = stretches(left, &own_a);
    let of_right = stretches(right, &own_b);
    (left.before, left.after) = of_left;
    (right.before, right.after) = of_right;
    quotes
}

/// The words before the figure, the figure as one word, and the words after it.
fn words<'q>(quote: &'q Quote<'_>) -> Vec<&'q str> {
    let split = |of: &'q [Stretch]| of.iter().flat_map(|it| it.text.split_inclusive(' '));
    split(&quote.before).chain([&*quote.figure]).chain(split(&quote.after)).collect()
}

/// A word as it is compared: without the signs around it, in small letters.
fn bare(word: &str) -> String {
    let bare = word.trim_matches(|it: char| !it.is_alphanumeric());
    // Signs alone, such as a dash, are what they are.
    if bare.is_empty() { word.trim().to_owned() } else { bare.to_lowercase() }
}

/// The stretches before and after the figure; neighbours of one sort are one stretch.
fn stretches(quote: &Quote<'_>, own: &[bool]) -> (Vec<Stretch>, Vec<Stretch>) {
    let count = quote.before.iter().map(|it| it.text.split_inclusive(' ').count()).sum();
    let all = words(quote);
    let of = |words: &[&str], own: &[bool]| {
        let mut parts: Vec<Stretch> = Vec::new();
        for (word, is_own) in words.iter().zip(own) {
            match parts.last_mut().filter(|it| it.is_own == *is_own) {
                Some(last) => last.text.push_str(word),
                None => parts.push(Stretch { text: (*word).to_owned(), is_own: *is_own }),
            }
        }
        parts
    };
    (of(&all[..count], &own[..count]), of(&all[count + 1..], &own[count + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quote<'q>(before: &str, figure: &str, after: &str) -> Quote<'q> {
        Quote {
            source: String::new(),
            path: "",
            place: String::new(),
            anchor: None,
            before: vec![Stretch::plain(before.to_owned())],
            figure: figure.to_owned(),
            after: vec![Stretch::plain(after.to_owned())],
            says: "",
        }
    }

    fn shown(quote: &Quote<'_>) -> String {
        let part =
            |it: &Stretch| if it.is_own { format!("[{}]", it.text) } else { it.text.clone() };
        let join = |of: &[Stretch]| of.iter().map(part).collect::<Vec<_>>().concat();
        format!("{}{{{}}}{}", join(&quote.before), quote.figure, join(&quote.after))
    }

    #[test]
    fn words_of_one_passage_are_marked() {
        let quotes = compared(vec![
            quote("Police sent home ", "68,000", " people, the ministry said."),
            quote("Last year police arrested ", "68,000", " people, said the ministry."),
        ]);
        assert_eq!(shown(&quotes[0]), "Police [sent home ]{68,000} people, the ministry [said.]");
        assert_eq!(
            shown(&quotes[1]),
            "[Last year ]police [arrested ]{68,000} people, [said ]the ministry."
        );
    }

    #[test]
    fn passages_worded_otherwise_are_left_alone() {
        let quotes = compared(vec![
            quote("The fire killed ", "12", " people."),
            quote("Officials in the town put the toll at ", "15", " on Sunday night."),
        ]);
        assert_eq!(shown(&quotes[0]), "The fire killed {12} people.");
        assert_eq!(quotes[1].before.len(), 1);
    }
}
