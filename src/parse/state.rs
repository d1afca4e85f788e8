//! A half-built tree: the arc-hybrid system of Kuhlmann, Gómez-Rodríguez and Satta (2011).
//!
//! Words wait in a row; `Shift` puts the next one on a stack, `Left` gives the top of the stack the next word as its head,
//! `Right` gives it the word below it. The root stands behind the last word. 2n steps make a tree of n words.

/// No word.
pub(super) const NONE: u16 = u16::MAX;

/// A step.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Step {
    /// The next word goes on the stack.
    Shift,
    /// The next word becomes the head of the stack's top.
    Left,
    /// The word below becomes the head of the stack's top.
    Right,
}

impl Step {
    /// All steps, in the order of their classes.
    pub const ALL: [Self; 3] = [Self::Shift, Self::Left, Self::Right];
}

/// Up to two nearest children on one side, and how many there are (up to four).
#[derive(Clone, Copy, Debug)]
pub(super) struct Children {
    pub(super) outer: u16,
    pub(super) second: u16,
    pub(super) count: u8,
}

impl Children {
    const NONE: Self = Self { outer: NONE, second: NONE, count: 0 };

    fn add(&mut self, child: u16) {
        *self = Self { outer: child, second: self.outer, count: (self.count + 1).min(4) };
    }
}

/// The stack, the words that wait, and the arcs so far.
#[derive(Clone, Debug)]
pub struct State {
    /// How many words; the root's place.
    length: u16,
    stack: Vec<u16>,
    next: u16,
    /// Of each word its head, or `NONE`.
    pub(super) heads: Vec<u16>,
    /// Of each word its relation, 255 as long as it has none.
    pub(super) relations: Vec<u8>,
    pub(super) left: Vec<Children>,
    pub(super) right: Vec<Children>,
}

impl State {
    /// Before the first step over `length` words, below 65,000.
    pub fn new(length: usize) -> Self {
        Self {
            length: u16::try_from(length).unwrap_or(NONE - 1),
            stack: Vec::with_capacity(length),
            next: 0,
            heads: vec![NONE; length],
            relations: vec![u8::MAX; length],
            left: vec![Children::NONE; length + 1],
            right: vec![Children::NONE; length + 1],
        }
    }

    /// Whether each word has a head.
    pub fn is_done(&self) -> bool {
        self.next == self.length && self.stack.is_empty()
    }

    /// The place of the root.
    pub fn root(&self) -> u16 {
        self.length
    }

    /// The first word that waits, or the root.
    pub fn next(&self) -> u16 {
        self.next
    }

    /// The word at `depth` of the stack, 0 its top.
    pub fn stacked(&self, depth: usize) -> Option<u16> {
        self.stack.len().checked_sub(depth + 1).map(|at| self.stack[at])
    }

    /// The stack, its top last.
    pub fn stack(&self) -> &[u16] {
        &self.stack
    }

    /// Whether a step is possible; only one word gets the root.
    pub fn allows(&self, step: Step) -> bool {
        let at_root = self.next == self.length;
        match step {
            Step::Shift => !at_root,
            Step::Left => !self.stack.is_empty() && (!at_root || self.stack.len() == 1),
            Step::Right => self.stack.len() > 1,
        }
    }

    /// Takes a step that is allowed; gives the head and the child of the arc it makes.
    pub fn take(&mut self, step: Step) -> Option<(u16, u16)> {
        if step == Step::Shift {
            self.stack.push(self.next);
            self.next += 1;
            return None;
        }
        let child = self.stack.pop()?;
        let head = if step == Step::Left { self.next } else { *self.stack.last()? };
        self.heads[usize::from(child)] = head;
        let side = if child < head { &mut self.left } else { &mut self.right };
        side[usize::from(head)].add(child);
        Some((head, child))
    }

    /// Names the relation of a word to its head.
    pub fn name(&mut self, child: u16, relation: u8) {
        self.relations[usize::from(child)] = relation;
    }

    /// Of each word its head (the root stands behind the last word) and its relation.
    pub fn arcs(&self) -> (&[u16], &[u8]) {
        (&self.heads, &self.relations)
    }
}
