//! Elements that look like what surrounds the content, judged when the whole page is read.
//!
//! A name is evidence only where the element holds little of the text: whatever it is called, what holds `main`, the
//! article or most of the text is the content.

/// A content area needs so many bytes of text.
pub(super) const LEAST: usize = 200;

/// An element that looks like what surrounds the content.
#[derive(Debug)]
struct Suspect {
    parent: Option<usize>,
    /// Whether its like is often longer than the content.
    is_talkative: bool,
    holds_main: bool,
    /// Whether one of those stands around it.
    is_in_talk: bool,
    /// Bytes of text that lead nowhere: right in it, with what stands in it, and that without what talkative elements say.
    text: usize,
    all: usize,
    own: usize,
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
    /// Bytes of text outside of all of them.
    clear: usize,
}

impl Suspects {
    /// Notes an element within `parent`, and tells its number.
    pub(super) fn open(&mut self, parent: Option<usize>, is_talkative: bool) -> usize {
        let outer = parent.and_then(|it| self.all.get(it));
        let is_in_talk = outer.is_some_and(|it| it.is_talkative || it.is_in_talk);
        let (holds_main, text, all, own) = (false, 0, 0, 0);
        let suspect = Suspect { parent, is_talkative, holds_main, is_in_talk, text, all, own };
        self.all.push(suspect);
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
    pub(super) fn text(&mut self, suspect: Option<usize>, article: Option<usize>, length: usize) {
        match suspect.and_then(|it| self.all.get_mut(it)) {
            Some(it) => it.text += length,
            None => self.clear += length,
        }
        if let Some(it) = article.and_then(|it| self.articles.get_mut(it)) {
            it.length += length;
        }
    }

    /// Which of the suspects surround the content, each with what it stands in.
    pub(super) fn judged(mut self) -> Vec<bool> {
        let (mut all, mut own) = (self.clear, self.clear);
        // What stands in an element was noted after it.
        for index in (0..self.all.len()).rev() {
            let it = &mut self.all[index];
            it.all += it.text;
            it.own = if it.is_talkative { 0 } else { it.own + it.text };
            let (parent, whole, quiet, holds_main) = (it.parent, it.all, it.own, it.holds_main);
            if let Some(outer) = parent.and_then(|it| self.all.get_mut(it)) {
                outer.holds_main |= holds_main;
                outer.all += whole;
                outer.own += quiet;
            } else {
                (all, own) = (all + whole, own + quiet);
            }
        }
        let article = self.article_of(all, own);
        let holds_article = self.holders(article);
        let is_marked = self.has_main || article.is_some();
        let mut is_out = Vec::with_capacity(self.all.len());
        for (index, it) in self.all.iter().enumerate() {
            // A few words are soon most of the text.
            let is_most =
                |own: usize, of: usize| own * 2 > of && (own >= LEAST || self.clear * 4 < own);
            let is_content = it.holds_main
                || holds_article.get(index).copied().unwrap_or_default()
                || match (it.is_talkative, it.is_in_talk) {
                    (false, false) => is_most(it.own, own),
                    (false, true) => is_most(it.all, all),
                    (true, _) => !is_marked && own < LEAST && is_most(it.all, all),
                };
            let is_within = it.parent.and_then(|it| is_out.get(it)).copied().unwrap_or_default();
            is_out.push(is_within || !is_content);
        }
        is_out
    }

    /// The article of the page; of the text there is `all`, and `own` without what talkative elements say.
    fn article_of(&self, all: usize, own: usize) -> Option<&Article> {
        let is_talk = |it: &Article| {
            let suspect = it.suspect.and_then(|it| self.all.get(it));
            suspect.is_some_and(|it| it.is_talkative || it.is_in_talk)
        };
        let longest = |of_talk: bool| {
            let those = || self.articles.iter().filter(|it| is_talk(it) == of_talk);
            let any: usize = those().map(|it| it.length).sum();
            let least = LEAST.min(if of_talk { all } else { own } / 2);
            those().find(|it| it.length > 0 && it.length >= least && it.length * 2 > any)
        };
        let is_talk_only = own < LEAST && own * 4 < all;
        longest(false).or_else(|| longest(true).filter(|_| is_talk_only))
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
