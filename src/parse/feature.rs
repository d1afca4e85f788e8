//! What the parser sees of a half-built tree.
//!
//! The templates are those of Zhang and Nivre (2011), fitted to the arc-hybrid system, with the marker of a lower phrase
//! beside its possible heads.

use super::hash::{mix, of_number};
use super::state::{Children, NONE, State};
use super::word::Word;

/// What a feature may see of each word of a sentence, of the root, and of no word.
#[derive(Clone, Debug, Default)]
pub struct Sights {
    sights: Vec<Sight>,
    /// How many breaks, verbs and conjunctions stand before each word.
    before: Vec<[u16; 2]>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Sight {
    form: u64,
    /// The whole tag.
    tag: u64,
    /// The universal class.
    class: u64,
    suffix: u64,
}

impl Sights {
    /// Of words with their tags and the universal classes of these.
    pub fn of(words: &[Word], tags: &[u8], class_of: &[u8], verb: u8) -> Self {
        let mut sights = Vec::with_capacity(words.len() + 2);
        let mut before = Vec::with_capacity(words.len() + 2);
        let (mut breaks, mut verbs) = (0, 0);
        for (word, &tag) in words.iter().zip(tags) {
            let class = class_of[usize::from(tag)];
            sights.push(Sight {
                form: word.form,
                tag: of_number(u64::from(tag)),
                class: of_number(u64::from(class) + 500),
                suffix: word.suffix[2],
            });
            before.push([breaks, verbs]);
            breaks += u16::from(word.is_break);
            verbs += u16::from(class == verb);
        }
        for it in [ROOT, NOTHING] {
            sights.push(Sight { form: it, tag: it, class: it, suffix: it });
            before.push([breaks, verbs]);
        }
        Self { sights, before }
    }

    /// How many breaks and verbs stand between two words, up to two each.
    fn between(&self, left: usize, right: usize) -> [u64; 2] {
        match (self.before.get(left + 1), self.before.get(right)) {
            (Some(from), Some(to)) if left < right && right + 1 < self.sights.len() => {
                [0, 1].map(|it| u64::from(to[it].saturating_sub(from[it]).min(2)))
            }
            _ => [9, 9],
        }
    }
}

const ROOT: u64 = of_number(2);
const NOTHING: u64 = of_number(1);

/// A distance by size.
fn distance(left: usize, right: usize, length: usize) -> u64 {
    if left > length || right > length {
        return 0;
    }
    match right.abs_diff(left) {
        it @ 0..=4 => it as u64,
        5..=7 => 5,
        8..=12 => 6,
        _ => 7,
    }
}

/// Writes features one after the other, each under the number of its template.
struct Writer<'o> {
    out: &'o mut Vec<u64>,
    seed: u64,
}

impl Writer<'_> {
    #[inline]
    fn add<const N: usize>(&mut self, values: [u64; N]) {
        self.seed += 1;
        let start = self.seed.wrapping_mul(0xD6E8_FEB8_6659_FD93);
        self.out.push(values.into_iter().fold(start, mix));
    }
}

/// The places around a state that features look at.
struct Places<'s> {
    state: &'s State,
    length: usize,
}

impl Places<'_> {
    fn nothing(&self) -> usize {
        self.length + 1
    }

    fn stacked(&self, depth: usize) -> usize {
        self.state.stacked(depth).map_or(self.nothing(), usize::from)
    }

    fn waiting(&self, ahead: usize) -> usize {
        let at = usize::from(self.state.next()) + ahead;
        if at <= self.length { at } else { self.nothing() }
    }

    fn children(&self, all: &[Children], at: usize) -> (usize, usize, u64) {
        let Some(it) = all.get(at) else { return (self.nothing(), self.nothing(), 9) };
        let place = |it: u16| if it == NONE { self.nothing() } else { usize::from(it) };
        (place(it.outer), place(it.second), u64::from(it.count))
    }

    fn left(&self, at: usize) -> (usize, usize, u64) {
        self.children(&self.state.left, at)
    }

    fn right(&self, at: usize) -> (usize, usize, u64) {
        self.children(&self.state.right, at)
    }

    /// The relation of a word as a value, one for words without.
    fn relation(&self, at: usize) -> u64 {
        of_number(self.state.relations.get(at).map_or(900, |&it| u64::from(it) + 600))
    }
}

/// The features that decide the next step.
#[expect(
    clippy::many_single_char_names,
    clippy::similar_names,
    clippy::too_many_lines,
    reason = "a table of templates, in the short names of the literature"
)]
pub fn of_step(sights: &Sights, state: &State, out: &mut Vec<u64>) {
    out.clear();
    let at = Places { state, length: usize::from(state.root()) };
    let (s0, s1, s2) = (at.stacked(0), at.stacked(1), at.stacked(2));
    let (b0, b1, b2) = (at.waiting(0), at.waiting(1), at.waiting(2));
    let (s0l, s0l2, s0ln) = at.left(s0);
    let (s0r, s0r2, s0rn) = at.right(s0);
    let (s1l, s1l2, s1ln) = at.left(s1);
    let (s1r, s1r2, s1rn) = at.right(s1);
    let (b0l, b0l2, b0ln) = at.left(b0);
    let see = |it: usize| sights.sights[it];
    let w = |it: usize| see(it).form;
    let t = |it: usize| see(it).tag;
    let u = |it: usize| see(it).class;
    let x = |it: usize| see(it).suffix;
    let r = |it: usize| at.relation(it);
    let mut it = Writer { out, seed: 0x5700 };
    it.add([]);
    // One word.
    for place in [s0, s1, b0, b1] {
        it.add([w(place), t(place)]);
        it.add([w(place)]);
        it.add([t(place)]);
        it.add([x(place), u(place)]);
    }
    for place in [s2, b2] {
        it.add([w(place)]);
        it.add([t(place)]);
    }
    // The stack's top and the word that waits.
    it.add([w(s0), t(s0), w(b0), t(b0)]);
    it.add([w(s0), t(s0), t(b0)]);
    it.add([t(s0), w(b0), t(b0)]);
    it.add([w(s0), w(b0)]);
    it.add([t(s0), t(b0)]);
    it.add([x(s0), u(s0), x(b0), u(b0)]);
    it.add([w(s0), u(b0)]);
    it.add([u(s0), w(b0)]);
    it.add([t(b0), t(b1)]);
    it.add([w(b0), t(b1)]);
    it.add([w(b0), w(b1)]);
    // The two uppermost of the stack.
    it.add([w(s1), t(s1), t(s0)]);
    it.add([t(s1), w(s0), t(s0)]);
    it.add([w(s1), w(s0)]);
    it.add([t(s1), t(s0)]);
    it.add([x(s1), u(s1), x(s0), u(s0)]);
    it.add([u(s1), w(s0)]);
    it.add([w(s1), u(s0)]);
    it.add([t(s1), t(b0)]);
    it.add([w(s1), t(b0)]);
    it.add([t(s1), w(b0)]);
    // Three and more.
    it.add([t(b0), t(b1), t(b2)]);
    it.add([t(s0), t(b0), t(b1)]);
    it.add([t(s1), t(s0), t(b0)]);
    it.add([t(s2), t(s1), t(s0)]);
    it.add([w(s1), t(s0), t(b0)]);
    it.add([t(s1), w(s0), t(b0)]);
    it.add([t(s1), t(s0), w(b0)]);
    it.add([t(s0), t(b0), t(b1), t(b2)]);
    it.add([w(s0), t(b0), t(b1)]);
    it.add([t(s1), t(s0), t(b0), t(b1)]);
    it.add([u(s2), u(s1), u(s0), u(b0)]);
    it.add([u(s1), u(s0), u(b0), u(b1), u(b2)]);
    // Children.
    for (parent, child, second) in
        [(s0, s0l, s0l2), (s0, s0r, s0r2), (b0, b0l, b0l2), (s1, s1l, s1l2), (s1, s1r, s1r2)]
    {
        it.add([w(child), r(child)]);
        it.add([t(child)]);
        it.add([t(parent), r(child)]);
        it.add([t(parent), r(child), r(second)]);
        it.add([w(parent), r(child), r(second)]);
    }
    it.add([t(s0), t(s0l), t(b0)]);
    it.add([t(s0), t(s0r), t(b0)]);
    it.add([t(s1), t(s1r), t(s0)]);
    it.add([t(s1), t(s1l), t(s0)]);
    it.add([t(s0), t(b0), t(b0l)]);
    it.add([t(s1), t(s0), t(s0l)]);
    it.add([t(s1), t(s0), t(s0r)]);
    it.add([t(s0), r(s0l), t(b0), r(b0l)]);
    it.add([t(s1), r(s1r), t(s0), r(s0l)]);
    it.add([t(s1), r(s1l), t(s0), r(s0r)]);
    // A phrase with its marker between its possible heads.
    it.add([w(s1), w(s0l), w(s0)]);
    it.add([w(s1), w(s0l)]);
    it.add([t(s1), w(s0l), t(s0)]);
    it.add([t(s2), t(s1), w(s0l)]);
    it.add([w(s2), w(s0l)]);
    it.add([w(s2), w(s1), w(s0l)]);
    it.add([w(s0), w(b0l)]);
    it.add([t(s0), w(b0l), t(b0)]);
    it.add([w(s0), w(b0), t(b1)]);
    it.add([w(s0), w(b0), w(b1)]);
    it.add([t(s1), t(s0), w(b0), t(b1)]);
    it.add([w(s1), t(s0), w(b0), t(b1)]);
    it.add([t(s0), w(b0), t(b1), t(b2)]);
    // Distance, valency, and what stands between.
    let (near, far) = (distance(s0, b0, at.length), distance(s1, s0, at.length));
    it.add([w(s0), near]);
    it.add([t(s0), near]);
    it.add([w(b0), near]);
    it.add([t(b0), near]);
    it.add([t(s0), t(b0), near]);
    it.add([t(s1), t(s0), far]);
    it.add([w(s1), far]);
    it.add([w(s0), far]);
    for (place, count) in [(s0, s0rn), (s0, s0ln), (s1, s1rn), (s1, s1ln), (b0, b0ln)] {
        it.add([w(place), count]);
        it.add([t(place), count]);
    }
    let ([breaks, verbs], [breaks1, verbs1]) = (sights.between(s0, b0), sights.between(s1, s0));
    it.add([t(s0), t(b0), breaks]);
    it.add([t(s1), t(s0), breaks1]);
    it.add([t(s0), t(b0), verbs, breaks]);
    it.add([t(s1), t(s0), verbs1, breaks1]);
    it.add([u(s2), u(s1), u(s0), u(b0), breaks1]);
    it.add([u64::from(state.next().min(2)), state.stack().len().min(4) as u64, t(b0)]);
}

/// What is most often enough to name the relation of an arc: the tags of head and child, and which of them comes first; else
/// the child's form as well.
pub fn cases_of_relation(sights: &Sights, state: &State, (head, child): (u16, u16)) -> [u64; 2] {
    let side = if head == state.root() { 2 } else { u64::from(child < head) };
    let (child, head) = (sights.sights[usize::from(child)], sights.sights[usize::from(head)]);
    let tags = [child.tag, head.tag].into_iter().fold(mix(0x1AFF, side), mix);
    [tags, mix(tags, child.form)]
}

/// The features that name the relation of an arc that was just made.
#[expect(
    clippy::many_single_char_names,
    reason = "a table of templates, in the short names of the literature"
)]
pub fn of_relation(sights: &Sights, state: &State, (head, child): (u16, u16), out: &mut Vec<u64>) {
    out.clear();
    let at = Places { state, length: usize::from(state.root()) };
    let (h, c) = (usize::from(head), usize::from(child));
    let see = |it: usize| sights.sights[it];
    let w = |it: usize| see(it).form;
    let t = |it: usize| see(it).tag;
    let u = |it: usize| see(it).class;
    let x = |it: usize| see(it).suffix;
    let r = |it: usize| at.relation(it);
    let is_left = child < head;
    let side = of_number(u64::from(is_left) + 70);
    let (cl, cl2, cln) = at.left(c);
    let (cr, cr2, crn) = at.right(c);
    // The child itself is the outermost on its side already; its sister stands before it.
    let (hl, hl2, hln) = at.left(h);
    let (hr, hr2, hrn) = at.right(h);
    let (sister, other, other2) = if is_left { (hl2, hr, hr2) } else { (hr2, hl, hl2) };
    let beside = |it: usize, step: isize| {
        it.checked_add_signed(step).filter(|it| *it < at.length).unwrap_or(at.nothing())
    };
    let (before, after) = (beside(c, -1), beside(c, 1));
    let (left, right) = (h.min(c), h.max(c));
    let [breaks, verbs] = sights.between(left, right);
    let near = distance(left, right, at.length);
    let mut it = Writer { out, seed: 0x1A00 };
    it.add([side]);
    it.add([side, w(c), t(c)]);
    it.add([side, w(c)]);
    it.add([side, t(c)]);
    it.add([side, x(c), u(c)]);
    it.add([side, w(h), t(h)]);
    it.add([side, w(h)]);
    it.add([side, t(h)]);
    it.add([side, x(h), u(h)]);
    it.add([side, w(h), w(c)]);
    it.add([side, t(h), t(c)]);
    it.add([side, w(h), t(c)]);
    it.add([side, t(h), w(c)]);
    it.add([side, x(h), u(h), x(c), u(c)]);
    it.add([side, t(h), t(c), near]);
    it.add([side, t(h), t(c), breaks, verbs]);
    it.add([side, w(h), u(c), near]);
    it.add([side, u(h), w(c), near]);
    it.add([side, t(before), t(c), t(h)]);
    it.add([side, t(after), t(c), t(h)]);
    it.add([side, w(before), t(c), t(h)]);
    it.add([side, w(after), t(c), t(h)]);
    it.add([side, w(before), w(c)]);
    it.add([side, w(c), w(after)]);
    it.add([side, t(beside(h, 1)), t(c), t(h)]);
    it.add([side, t(beside(h, -1)), t(c), t(h)]);
    for (nearest, second) in [(cl, cl2), (cr, cr2)] {
        it.add([side, w(nearest), t(c), t(h)]);
        it.add([side, w(nearest), w(c)]);
        it.add([side, w(nearest), w(h), t(c)]);
        it.add([side, r(nearest), t(c), t(h)]);
        it.add([side, r(nearest), r(second), t(c), t(h)]);
        it.add([side, t(nearest), t(c), t(h)]);
    }
    it.add([side, w(cl2), t(c), t(h)]);
    it.add([side, r(cl), r(cr), t(c), t(h)]);
    for sister in [sister, other, other2] {
        it.add([side, r(sister), t(c), t(h)]);
        it.add([side, r(sister), w(h), t(c)]);
        it.add([side, w(sister), t(c), t(h)]);
    }
    it.add([side, r(sister), r(other), t(c), t(h)]);
    it.add([side, r(other), r(other2), t(c), t(h)]);
    it.add([side, cln, crn, t(c), t(h)]);
    it.add([side, hln, hrn, t(c), t(h)]);
    it.add([side, u64::from(before >= at.length), t(c), t(h)]);
    // What the arc stands in.
    let (below, next, next2) = (
        at.stacked(usize::from(!is_left)),
        at.waiting(usize::from(is_left)),
        at.waiting(1 + usize::from(is_left)),
    );
    it.add([side, t(next), t(c), t(h)]);
    it.add([side, w(next), t(c), t(h)]);
    it.add([side, t(next), t(next2), t(c), t(h)]);
    it.add([side, t(below), t(c), t(h)]);
    it.add([side, w(below), t(c), t(h)]);
    it.add([side, t(below), t(next), t(c), t(h)]);
    it.add([side, r(sister), r(other), w(h), t(c)]);
    it.add([side, r(cl), r(cl2), w(c), t(h)]);
    it.add([side, r(cl), r(sister), t(c), t(h)]);
    it.add([side, w(cl), r(sister), w(h)]);
    it.add([side, w(h), w(cl)]);
    it.add([side, w(h), t(c), near, breaks]);
    it.add([side, t(beside(c, 2)), t(after), t(c)]);
    it.add([side, t(beside(c, -2)), t(before), t(c)]);
}
