//! What a feature may see of a word: its form folded, its ends, its shape.

use super::hash::{mix, of_chars};

/// The sights of one token.
#[derive(Clone, Copy, Debug, Default)]
pub struct Word {
    /// The form in lower case, a figure folded to its kind.
    pub(super) form: u64,
    /// Its last one to five characters, or all of them.
    pub(super) suffix: [u64; 5],
    /// Its first one to three characters, or all of them.
    pub(super) prefix: [u64; 3],
    /// Runs of capitals, small letters, digits, and other characters.
    pub(super) shape: u64,
    /// 0 without a capital, 1 with one at the start, 2 without small letters, 3 both.
    pub(super) capitals: u64,
    /// Whether it parts what stands before it from what stands after it.
    pub(super) is_break: bool,
}

impl Word {
    /// Of a word's form as it is written.
    pub fn of(form: &str) -> Self {
        let mut chars: Vec<char> = Vec::with_capacity(16);
        fold(form, &mut chars);
        let whole = of_chars(&chars);
        let length = chars.len();
        let suffix =
            |count: usize| if length > count { of_chars(&chars[length - count..]) } else { whole };
        let prefix = |count: usize| if length > count { of_chars(&chars[..count]) } else { whole };
        let is_upper = form.chars().next().is_some_and(char::is_uppercase);
        let is_all_upper = form.len() > 1 && !form.chars().any(char::is_lowercase);
        Self {
            form: whole,
            suffix: [suffix(1), suffix(2), suffix(3), suffix(4), suffix(5)],
            prefix: [prefix(1), prefix(2), prefix(3)],
            shape: shape(form),
            capitals: u64::from(is_upper) + 2 * u64::from(is_all_upper),
            is_break: matches!(form, "," | "(" | ")" | ";" | ":" | "—" | "–" | "--"),
        }
    }
}

/// Lower case, typographic quotes plain; of a figure its kind, as the digits themselves tell nothing that holds elsewhere.
fn fold(form: &str, out: &mut Vec<char>) {
    let has_digit = form.bytes().any(|it| it.is_ascii_digit());
    let has_letter = form.chars().any(char::is_alphabetic);
    if has_digit && !has_letter {
        out.extend(kind_of_figure(form).chars());
        return;
    }
    for it in form.chars() {
        match it {
            '0'..='9' => out.push('0'),
            '’' | '‘' => out.push('\''),
            '“' | '”' => out.push('"'),
            _ => out.extend(it.to_lowercase()),
        }
    }
}

fn kind_of_figure(form: &str) -> &'static str {
    let is_whole = form.bytes().all(|it| it.is_ascii_digit());
    let is_year = form.len() == 4 && (form.starts_with("19") || form.starts_with("20"));
    match (is_whole, form.len()) {
        (true, _) if is_year => "<year>",
        (true, 1 | 2) => "<00>",
        (true, _) => "<0>",
        (false, _) if form.contains(':') => "<0:00>",
        (false, _) => "<0,000>",
    }
}

/// Each run of one kind of character as one, of two at the start, up to nine.
fn shape(form: &str) -> u64 {
    let mut state = 0;
    let mut length = 0;
    let mut last = '\0';
    for it in form.chars() {
        let kind = match it {
            _ if it.is_uppercase() => 'X',
            _ if it.is_lowercase() => 'x',
            _ if it.is_numeric() => '0',
            _ => it,
        };
        if kind != last || length < 2 {
            state = mix(state, u64::from(kind));
            length += 1;
        }
        last = kind;
        if length > 8 {
            break;
        }
    }
    state
}
