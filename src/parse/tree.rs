//! A sentence's words and which of them hangs on which.

use std::ops::Range;

/// The relation of the root of a part that has a tree of its own: what semicolons cut apart.
pub const PART: &str = "part";

/// A word of a tree.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Node {
    /// Its bytes in the text that was parsed.
    pub span: Range<usize>,
    /// Its universal class: `NOUN`, `VERB` (Nivre et al. 2020).
    pub class: &'static str,
    /// Its tag in the treebank's own scheme: `NNS`, `VBN` for English (Penn Treebank).
    pub tag: &'static str,
    /// The word it hangs on; `None` for the root.
    pub head: Option<usize>,
    /// What it is to that word: `nsubj`, `obl:agent`.
    pub relation: &'static str,
    /// The relation without its subtype.
    pub(super) base: &'static str,
}

/// The words of a sentence in order, each hanging on another but one, the root.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Tree {
    nodes: Vec<Node>,
    /// Of each word its first child and its next sister.
    links: Vec<[Option<u16>; 2]>,
}

impl Tree {
    pub(super) fn new(nodes: Vec<Node>) -> Self {
        let mut links = vec![[None; 2]; nodes.len()];
        for (at, node) in nodes.iter().enumerate().rev() {
            let Some(head) = node.head else { continue };
            let next = links[head][0].replace(u16::try_from(at).unwrap_or(u16::MAX));
            links[at][1] = next;
        }
        Self { nodes, links }
    }

    /// Trees of parts of a sentence as one: the other roots hang on that of the longest part as [`PART`].
    pub fn joined(trees: Vec<Self>) -> Self {
        if trees.len() < 2 {
            return trees.into_iter().next().unwrap_or_default();
        }
        let mut nodes: Vec<Node> = Vec::new();
        let (mut root, mut longest) = (None, 0);
        for tree in trees {
            let offset = nodes.len();
            let own = tree.nodes.iter().position(|it| it.head.is_none()).map(|it| it + offset);
            if tree.nodes.len() > longest {
                (root, longest) = (own, tree.nodes.len());
            }
            nodes.extend(
                tree.nodes.into_iter().map(|it| Node { head: it.head.map(|it| it + offset), ..it }),
            );
        }
        for (at, node) in nodes.iter_mut().enumerate() {
            if node.head.is_none() && Some(at) != root {
                (node.head, node.relation, node.base) = (root, PART, PART);
            }
        }
        Self::new(nodes)
    }

    /// The words in order.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The word at a place.
    pub fn node(&self, at: usize) -> Option<&Node> {
        self.nodes.get(at)
    }

    /// The word that a word hangs on.
    pub fn head(&self, at: usize) -> Option<usize> {
        self.node(at)?.head
    }

    /// The words that hang on a word, in order.
    pub fn children(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let first = self.links.get(at).and_then(|it| it[0]);
        std::iter::successors(first, |it| self.links[usize::from(*it)][1]).map(usize::from)
    }

    /// The words above a word, nearest first.
    pub fn ancestors(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.head(at), |it| self.head(*it))
    }

    /// A word and all below it, in no order.
    pub fn subtree(&self, at: usize) -> Vec<usize> {
        let mut all = vec![at];
        let mut next = 0;
        while let Some(&it) = all.get(next) {
            all.extend(self.children(it));
            next += 1;
        }
        all
    }

    /// The word that hangs on none.
    pub fn root(&self) -> Option<usize> {
        self.nodes.iter().position(|it| it.head.is_none())
    }
}

impl Tree {
    /// The words one a line, each with its class, its tag, its relation and the number of the word it hangs on.
    pub fn outline(&self, sentence: &str) -> String {
        let line = |(at, node): (usize, &Node)| {
            let form = sentence.get(node.span.clone()).unwrap_or_default();
            let head = node.head.map_or(0, |it| it + 1);
            let Node { class, tag, relation, .. } = node;
            format!("{}\t{form}\t{class}\t{tag}\t{head}\t{relation}\n", at + 1)
        };
        self.nodes.iter().enumerate().map(line).collect()
    }
}

impl Node {
    /// Whether its relation is one of these; `nsubj` stands for `nsubj:pass` as well, not the other way round.
    pub fn is(&self, relations: &[&str]) -> bool {
        relations.iter().any(|it| *it == self.relation || *it == self.base)
    }

    /// The relation without its subtype.
    pub fn base(&self) -> &'static str {
        self.base
    }
}
