//! LaTeX (.tex): commands are masked with spaces, so that positions stay those of the file.
//!
//! This is no TeX: macros are not expanded. What a command is given stays text but for those that name files, labels and
//! measures; mathematics is left out unless it is a number.

use std::sync::Arc;

use super::{Context, Reading, Refused, plain};
use crate::claim::Source;

/// Commands whose arguments are no text.
const SILENT: &[&str] = &[
    "label",
    "ref",
    "eqref",
    "pageref",
    "autoref",
    "cref",
    "cite",
    "citep",
    "citet",
    "citeauthor",
    "citeyear",
    "parencite",
    "textcite",
    "footcite",
    "autocite",
    "nocite",
    "Cref",
    "includegraphics",
    "bibliography",
    "bibliographystyle",
    "addbibresource",
    "usepackage",
    "documentclass",
    "end",
    "input",
    "include",
    "vspace",
    "hspace",
    "setlength",
    "addtolength",
    "setcounter",
    "newcommand",
    "renewcommand",
    "def",
    "url",
    "color",
    "pagestyle",
    "thispagestyle",
    "bibitem",
    "index",
    "hypersetup",
    "graphicspath",
    "rule",
    "cline",
    "cmidrule",
];
/// Environments that are no text.
const LEFT_OUT: &[&str] = &[
    "equation",
    "equation*",
    "align",
    "align*",
    "gather",
    "gather*",
    "eqnarray",
    "displaymath",
    "math",
    "verbatim",
    "lstlisting",
    "tikzpicture",
    "thebibliography",
    "comment",
    "minted",
];

/// Reads a document between its `\begin{document}` and `\end{document}`, or all of a part of one.
#[expect(clippy::unnecessary_wraps, reason = "the signature of every format")]
pub(super) fn read(
    text: &Arc<str>,
    source: &mut Source,
    context: Context<'_>,
) -> Result<Reading, Refused> {
    let masked = masked(text);
    let title = text.find("\\title{").and_then(|it| argument(text, it + "\\title".len()));
    let title =
        title.map(|(from, to)| text[from..to].split_whitespace().collect::<Vec<_>>().join(" "));
    source.title = source.title.take().or(title.filter(|it| !it.contains('\\')));
    Ok(plain::laid_out(text, &masked, context))
}

/// The text without its markup, of the same length.
fn masked(text: &str) -> String {
    const BODY: &str = "\\begin{document}";
    let start = text.find(BODY).map_or(0, |it| it + BODY.len());
    let end = text.find("\\end{document}").filter(|it| *it >= start).unwrap_or(text.len());
    let mut mask = Mask { text, out: text.as_bytes().to_vec() };
    mask.hide(0, start);
    mask.hide(end, text.len());
    let mut at = start;
    while at < end {
        at = mask.step(at, end).max(at + 1);
    }
    String::from_utf8(mask.out).unwrap_or_else(|_| " ".repeat(text.len()))
}

/// The span inside of the braces at a place.
fn argument(text: &str, at: usize) -> Option<(usize, usize)> {
    const LONGEST: usize = 1000;
    let rest = text.get(at..)?;
    let open = rest.len() - rest.trim_start_matches([' ', '\n']).len();
    if !rest[open..].starts_with('{') {
        return None;
    }
    let mut depth = 0_usize;
    let mut is_escaped = false;
    for (index, it) in rest.bytes().enumerate().skip(open).take(LONGEST) {
        match it {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'{' => depth += 1,
            b'}' if depth == 1 => return Some((at + open + 1, at + index)),
            b'}' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// No options are longer, in bytes.
const LONGEST_OPTION: usize = 400;

struct Mask<'t> {
    text: &'t str,
    out: Vec<u8>,
}

impl Mask<'_> {
    /// Puts spaces over a stretch; line ends stay.
    fn hide(&mut self, from: usize, to: usize) {
        for it in self.out.get_mut(from..to).into_iter().flatten() {
            if !matches!(it, b'\n' | b'\r') {
                *it = b' ';
            }
        }
    }

    /// Puts a character in place of as many bytes.
    fn put(&mut self, at: usize, bytes: &[u8]) {
        if let Some(place) = self.out.get_mut(at..at + bytes.len()) {
            place.copy_from_slice(bytes);
        }
    }

    fn find(&self, what: &str, from: usize, end: usize) -> Option<usize> {
        self.text.get(from..end)?.find(what).map(|it| from + it)
    }

    /// Masks what begins at a place; tells where to go on.
    fn step(&mut self, at: usize, end: usize) -> usize {
        let bytes = self.text.as_bytes();
        match bytes[at] {
            b'%' => {
                let stop = self.find("\n", at, end).unwrap_or(end);
                self.hide(at, stop);
                stop
            }
            b'\\' => self.command(at, end),
            b'$' => self.mathematics(at, end),
            b'{' | b'}' | b'~' => {
                self.hide(at, at + 1);
                at + 1
            }
            // A dash of two or three signs is no minus.
            b'-' if self.text[at..end].starts_with("---") => {
                self.put(at, "—".as_bytes());
                at + 3
            }
            b'-' if self.text[at..end].starts_with("--") => {
                self.put(at, b"- ");
                at + 2
            }
            // A column of a table.
            b'&' => {
                self.put(at, b"|");
                at + 1
            }
            _ => at + 1,
        }
    }

    fn command(&mut self, at: usize, end: usize) -> usize {
        let rest = &self.text[at + 1..end];
        let length = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        if length == 0 {
            return self.symbol(at, rest);
        }
        let name = &rest[..length];
        let mut stop = at + 1 + length + usize::from(rest[length..].starts_with('*'));
        // What is in square brackets are options.
        while self.text[stop..end].starts_with('[') {
            let near = self.text.floor_char_boundary((stop + LONGEST_OPTION).min(end));
            let Some(close) = self.find("]", stop, near) else { break };
            stop = close + 1;
        }
        self.hide(at, stop);
        if name == "begin"
            && let Some((from, to)) = argument(self.text, stop)
            && LEFT_OUT.contains(&&self.text[from..to])
        {
            let closing = format!("\\end{{{}}}", &self.text[from..to]);
            let close = self.find(&closing, to, end).map_or(end, |it| it + closing.len());
            self.hide(stop, close);
            return close;
        }
        // Rules are drawn as in plain text, so that they part no table.
        if matches!(name, "hline" | "toprule" | "midrule" | "bottomrule") {
            self.out[at..at + 1 + length].fill(b'-');
            return stop;
        }
        // `begin` has a name, then perhaps options and measures; what comes on the next line is text.
        if name == "begin" {
            let end_of_name = argument(self.text, stop).filter(|it| it.1 < end);
            if let Some((from, to)) = end_of_name {
                let takes = matches!(
                    &self.text[from..to],
                    "tabular"
                        | "tabular*"
                        | "tabularx"
                        | "longtable"
                        | "array"
                        | "minipage"
                        | "multicols"
                );
                self.hide(stop, to + 1);
                stop = to + 1;
                while self.text[stop..end].starts_with('[')
                    || takes && self.text[stop..end].starts_with('{')
                {
                    let closing = if self.text[stop..].starts_with('[') { "]" } else { "}" };
                    let near = self.text.floor_char_boundary((stop + LONGEST_OPTION).min(end));
                    let Some(close) = self.find(closing, stop, near) else { break };
                    self.hide(stop, close + 1);
                    stop = close + 1;
                }
            }
            return stop;
        }
        // The first of these arguments name a place, a colour, a number of columns.
        let silent = match name {
            "href" | "textcolor" | "colorbox" => 1,
            "multicolumn" | "multirow" | "resizebox" => 2,
            _ => 0,
        };
        for _ in 0..silent {
            if let Some((_, to)) = argument(self.text, stop).filter(|it| it.1 < end) {
                self.hide(stop, to + 1);
                stop = to + 1;
            }
        }
        if SILENT.contains(&name) {
            while let Some((_, to)) = argument(self.text, stop).filter(|it| it.1 < end) {
                self.hide(stop, to + 1);
                stop = to + 1;
            }
        }
        stop
    }

    /// `\%`, `\$`, `\,`, `\\`, `\[ … \]`
    fn symbol(&mut self, at: usize, rest: &str) -> usize {
        match rest.bytes().next() {
            // A thin space groups digits: the same in two bytes.
            Some(b',') => self.put(at, "\u{a0}".as_bytes()),
            Some(b'%' | b'$' | b'&' | b'#' | b'_' | b'{' | b'}') => self.hide(at, at + 1),
            Some(b'[' | b'(') => {
                let closing = if rest.starts_with('[') { "\\]" } else { "\\)" };
                let close = self.text[at..].find(closing).map_or(self.text.len(), |it| at + it + 2);
                self.hide(at, close);
                return close;
            }
            // A line may end with how far the next one is from it.
            Some(b'\\') if rest[1..].starts_with('[') => {
                let near = self.text.floor_char_boundary((at + 40).min(self.text.len()));
                let close = self.text[at..near].find(']').map_or(at + 2, |it| at + it + 1);
                self.hide(at, close);
                return close;
            }
            Some(it) if it.is_ascii() => self.hide(at, at + 2),
            _ => self.hide(at, at + 1),
        }
        at + 2
    }

    /// `$ … $`: a number stays.
    fn mathematics(&mut self, at: usize, end: usize) -> usize {
        let sign = if self.text[at..end].starts_with("$$") { "$$" } else { "$" };
        let from = at + sign.len();
        let Some(close) = self.find(sign, from, end) else {
            self.hide(at, from);
            return from;
        };
        let inner = &self.text[from..close];
        let is_number = !inner.is_empty()
            && inner.chars().all(|it| it.is_ascii_digit() || " .,-+%\\".contains(it));
        if is_number {
            self.hide(at, from);
            self.hide(close, close + sign.len());
            for (index, _) in inner.match_indices('\\') {
                self.symbol(from + index, &inner[index + 1..]);
            }
        } else {
            self.hide(at, close + sign.len());
        }
        close + sign.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let masked = masked(text);
        assert_eq!(masked.len(), text.len(), "{text}");
        let words = masked.split([' ', '\n']).filter(|it| !it.is_empty());
        words.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn commands_are_masked_and_what_they_show_stays() {
        let cases = [
            ("\\section{Boats} Some \\textbf{68\\,000} men.", "Boats Some 68\u{a0}000 men."),
            (
                "44\\,\\% of $12$ boats cost \\$5 % 9 men\nhere",
                "44\u{a0} % of 12 boats cost $5 here",
            ),
            ("See \\cite[p. 4]{x2}, $x = 7$ and \\ref{t1}.", "See , and ."),
            ("a\\begin{equation}x = 3\\end{equation}b \\[ 5 \\] c", "a b c"),
            ("x 3\\begin{document}12 men\\end{document} 4", "12 men"),
            (
                "\\begin{tabular}{lr}Ilo & 7 \\\\\n\\hline\nArica & 9\\\\\\end{tabular}",
                "Ilo | 7 ------ Arica | 9",
            ),
            ("\\ä \\", "ä"),
            ("$ 5", "5"),
            ("\\begin{frame}{It held 77 men}", "It held 77 men"),
            ("\\begin{minipage}[t]{0.5\\textwidth}9 men, 10--12 boats", "9 men, 10- 12 boats"),
            ("\\multicolumn{2}{r}{21} \\href{a7}{8 men} \\a[", "21 8 men ["),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text), expected, "{text}");
        }
    }
}
