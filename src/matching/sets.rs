//! Sets that are joined until they are told: which things belong together, over others if need be (union-find; Tarjan 1975).

/// For each thing another one of its set, the first of the set itself.
#[derive(Debug, Default)]
pub(super) struct Sets(Vec<usize>);

impl Sets {
    /// So many things, each alone.
    pub(super) fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    /// The first thing of the set of one.
    pub(super) fn first(&mut self, mut of: usize) -> usize {
        while self.0[of] != of {
            // Each step halves the way for the next one.
            self.0[of] = self.0[self.0[of]];
            of = self.0[of];
        }
        of
    }

    /// Makes one set of those of two things; gives the first of it, and of the one that is no more.
    pub(super) fn join(&mut self, a: usize, b: usize) -> (usize, usize) {
        let (a, b) = (self.first(a), self.first(b));
        let (first, other) = (a.min(b), a.max(b));
        self.0[other] = first;
        (first, other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_joined_has_one_first() {
        let mut sets = Sets::new(5);
        assert_eq!(sets.join(3, 4), (3, 4));
        assert_eq!(sets.join(4, 1), (1, 3));
        assert_eq!([0, 1, 2, 3, 4].map(|it| sets.first(it)), [0, 1, 2, 1, 1]);
    }
}
