//! Elements that look like what surrounds the content, judged when the whole page is read.
//!
//! A name is evidence only where the element holds little of the text: whatever it is called, what holds `main`, the
//! article or most of the text is the content.

use super::tree::Scope;
use crate::claim::BlockKind;

/// A content area needs so many bytes of text.
pub(super) const LEAST: usize = 200;

/// A page has text of its own where more bytes than this are no headline.
const FEW: usize = 10;

/// How an element looks like what surrounds the content, from the weakest evidence on.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Rank {
    /// It is called so, or is an element that may hold a page as well.
    Named,
    /// It is called after what is often longer than the content.
    Talkative,
    /// It is an element, or has a role, for nothing else.
    Element,
}

/// Bytes of text that lead nowhere, each without what stands in elements of a higher rank inside.
type Lengths = [usize; 4];
/// The last of the lengths is that of the lowest rank without headlines.
const BODY: usize = 3;

/// An element that looks like what surrounds the content.
#[derive(Debug)]
struct Suspect {
    parent: Option<usize>,
    rank: Rank,
    /// The highest rank of it and what it stands in.
    of_all: Rank,
    holds_main: bool,
    lengths: Lengths,
}

/// An article with the innermost suspect around it.
#[derive(Debug)]
struct Article {
    suspect: Option<usize>,
    length: usize,
}

/// The suspects of a page, outer ones first.
#[derive(Debug, Default)]
pub(super) struct Suspects {
    all: Vec<Suspect>,
    articles: Vec<Article>,
    has_main: bool,
    /// Text outside of all of them.
    clear: Lengths,
}

impl Suspects {
    /// Notes an element within `parent`, and tells its number.
    pub(super) fn open(&mut self, parent: Option<usize>, rank: Rank) -> usize {
        let outer = parent.and_then(|it| self.all.get(it));
        let of_all = outer.map_or(rank, |it| it.of_all.max(rank));
        self.all.push(Suspect { parent, rank, of_all, holds_main: false, lengths: [0; 4] });
        self.all.len() - 1
    }

    /// Notes `main`, and the suspect that holds it.
    pub(super) fn main(&mut self, of: Option<usize>) {
        self.has_main = true;
        if let Some(it) = of.and_then(|it| self.all.get_mut(it)) {
            it.holds_main = true;
        }
    }

    /// Notes an article, and tells its number.
    pub(super) fn article(&mut self, suspect: Option<usize>) -> usize {
        self.articles.push(Article { suspect, length: 0 });
        self.articles.len() - 1
    }

    /// How many articles there are.
    pub(super) fn articles(&self) -> usize {
        self.articles.len()
    }

    /// Notes text that leads nowhere.
    pub(super) fn text(&mut self, of: &Scope, length: usize) {
        let suspect = of.suspect.and_then(|it| self.all.get_mut(it));
        let lengths = suspect.map_or(&mut self.clear, |it| &mut it.lengths);
        let body = if of.kind == Some(BlockKind::Heading) { 0 } else { length };
        *lengths = sum(*lengths, [length, length, length, body]);
        if let Some(it) = of.article.and_then(|it| self.articles.get_mut(it)) {
            it.length += length;
        }
    }

    /// Which of the suspects surround the content, each with what it stands in.
    pub(super) fn judged(mut self) -> Vec<bool> {
        let mut page = self.clear;
        // What stands in an element was noted after it.
        for index in (0..self.all.len()).rev() {
            let it = &self.all[index];
            let mut seen = it.lengths;
            // To what ranks below its own, it is not there.
            seen[..it.rank as usize].fill(0);
            if it.rank > Rank::Named {
                seen[BODY] = 0;
            }
            let (parent, holds_main) = (it.parent, it.holds_main);
            if let Some(outer) = parent.and_then(|it| self.all.get_mut(it)) {
                outer.holds_main |= holds_main;
                outer.lengths = sum(outer.lengths, seen);
            } else {
                page = sum(page, seen);
            }
        }
        let article = self.article_of(page);
        let holds_article = self.holders(article);
        // Readers talk below a text, and a page of nothing but their talk is that.
        let is_told = self.has_main || article.is_some() || page[BODY] > FEW;
        // Where one of those holds the text all the same, names are held against that.
        let holds = |it: &Suspect| {
            let own = it.lengths[Rank::Element as usize];
            it.rank == Rank::Element && own >= LEAST && own * 2 > page[Rank::Element as usize]
        };
        let least = if self.all.iter().any(holds) { Rank::Element } else { Rank::Named };
        let mut is_out = Vec::with_capacity(self.all.len());
        for (index, it) in self.all.iter().enumerate() {
            let rank = it.of_all.max(least) as usize;
            let (own, of) = (it.lengths[rank], page[rank]);
            // A few words are soon most of the text.
            let is_most = own * 2 > of && (own >= LEAST || self.clear[0] * 4 < own);
            let is_content = it.holds_main
                || holds_article.get(index).copied().unwrap_or_default()
                || is_most && !(it.rank == Rank::Talkative && is_told);
            let is_within = it.parent.and_then(|it| is_out.get(it)).copied().unwrap_or_default();
            is_out.push(is_within || !is_content);
        }
        is_out
    }

    /// The article of the page.
    fn article_of(&self, page: Lengths) -> Option<&Article> {
        let is_talk = |it: &Article| {
            let suspect = it.suspect.and_then(|it| self.all.get(it));
            suspect.is_some_and(|it| it.of_all > Rank::Named)
        };
        let longest = |of_talk: bool| {
            let those = || self.articles.iter().filter(|it| is_talk(it) == of_talk);
            let any: usize = those().map(|it| it.length).sum();
            let least =
                LEAST.min(page[if of_talk { Rank::Element } else { Rank::Named } as usize] / 2);
            those().find(|it| it.length > 0 && it.length >= least && it.length * 2 > any)
        };
        longest(false).or_else(|| longest(true).filter(|_| page[BODY] <= FEW))
    }

    /// Which suspects an article stands in.
    fn holders(&self, article: Option<&Article>) -> Vec<bool> {
        let mut holders = vec![false; self.all.len()];
        let mut at = article.and_then(|it| it.suspect);
        while let Some(index) = at {
            holders[index] = true;
            at = self.all[index].parent;
        }
        holders
    }
}

fn sum(left: Lengths, right: Lengths) -> Lengths {
    std::array::from_fn(|it| left[it] + right[it])
}
