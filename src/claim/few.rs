//! A set of the few things that a claim names.

use std::ops::Deref;

/// A set of few things, in order: as large as they are, where a tree takes room for a dozen at once.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Few<T>(Box<[T]>);

impl<T> Default for Few<T> {
    fn default() -> Self {
        Self(Box::default())
    }
}

impl<T> Deref for Few<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T: Ord> FromIterator<T> for Few<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut items: Vec<T> = items.into_iter().collect();
        items.sort_unstable();
        items.dedup();
        Self(items.into())
    }
}

impl<'f, T> IntoIterator for &'f Few<T> {
    type Item = &'f T;
    type IntoIter = std::slice::Iter<'f, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_held_once_in_order() {
        let few: Few<&str> = ["b", "a", "b"].into_iter().collect();
        assert_eq!(&*few, ["a", "b"]);
        assert_eq!(few, ["a", "b"].into_iter().collect());
    }
}
