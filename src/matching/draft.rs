//! The task of drafts: every number of a draft gets its best counterpart in each source, and an answer.

use jiff::civil::Date;
use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::assign::{self, Answer, Candidate, Match};
use super::collection::card::StoryModel;
use super::feature::Side;
use super::model::Model;
use super::numerals::numerals;
use super::text::{Text, Vocabulary};
use crate::claim::{
    Claim, Counterpart, Covered, Differs, Document, Numeral, Passage, Span, Status, Support,
    lineage, one_line,
};
use crate::lexicon::Lexicon;

/// What is read of all documents.
#[derive(Clone, Copy, Debug)]
pub struct Read<'r> {
    /// The documents, the drafts first.
    pub documents: &'r [Document],
    /// The claims table.
    pub claims: &'r [Claim],
    /// The sentences of each document.
    pub sentences: &'r [Vec<Span>],
}

impl Read<'_> {
    /// A number as a passage.
    fn passage(&self, numeral: &Numeral) -> Option<Passage> {
        let document = self.documents.get(numeral.document)?;
        let claim = numeral.claim.and_then(|it| self.claims.get(it));
        let at = document.place(numeral.span);
        let text = one_line(document.original.get(numeral.span.range())?);
        Some(Passage {
            document: numeral.document,
            source: std::sync::Arc::clone(&document.source),
            span: numeral.span,
            sentence: numeral.sentence,
            line: at.line,
            column: at.column,
            bytes: at.bytes,
            at: at.at,
            says: text.clone(),
            text,
            claim: claim.map(|it| it.id.clone()),
        })
    }
}

/// Every number of the first `drafts` documents with what the others say of it, in order.
///
/// Where a data file names the source of a row, only that one can answer for the row's numbers.
pub fn drafts(read: Read<'_>, drafts: usize, model: &Model, lexicon: &Lexicon) -> Vec<Covered> {
    let mut vocabulary = Vocabulary::default();
    let texts: Vec<Text> = read
        .documents
        .iter()
        .zip(read.sentences)
        .enumerate()
        .map(|(index, (document, sentences))| {
            let found = numerals(document, index, read.claims, sentences, lexicon);
            Text::new(document, found, sentences, read.claims, &mut vocabulary, lexicon)
        })
        .collect();
    let (drafts, sources) = texts.split_at(drafts.min(texts.len()));
    let is_source = |it: &usize| !read.documents[drafts.len() + it].is_bound_only;
    let sources: Vec<&Text> = (0..sources.len()).filter(is_source).map(|it| &sources[it]).collect();
    let covered = drafts.par_iter().flat_map_iter(|draft| {
        let of = |source: &&Text| assign::answers(draft, source, model, &model.draft, lexicon);
        let matches: Vec<Vec<Match>> = sources.par_iter().map(of).collect();
        let answer = |at: usize| {
            let own: Vec<(&Text, &Match)> =
                sources.iter().zip(&matches).filter_map(|(s, m)| Some((*s, m.get(at)?))).collect();
            Figure { read, draft, at, model }.covered(own)
        };
        (0..draft.numerals.len()).filter_map(answer).collect::<Vec<_>>()
    });
    let mut covered: Vec<Covered> = covered.collect();
    super::second::weigh(&mut covered, read, StoryModel::shipped(), lexicon);
    covered
}

/// A number of a draft.
struct Figure<'f> {
    read: Read<'f>,
    draft: &'f Text,
    at: usize,
    model: &'f Model,
}

/// A source and what it says of a number.
type Said<'s> = (&'s Text, &'s Match);

impl Figure<'_> {
    fn covered(&self, mut said: Vec<Said<'_>>) -> Option<Covered> {
        let numeral = self.draft.numerals.get(self.at)?;
        let document = self.read.documents.get(numeral.document)?;
        let named = document.origin.named_source(numeral.span).map(str::to_owned);
        if let Some(name) = &named {
            said.retain(|(text, _)| {
                let of = text.numerals.first().and_then(|it| self.read.documents.get(it.document));
                of.is_some_and(|it| it.source.is_called(name))
            });
        }
        let (support, mut deciding) = decide(&said);
        if support == Support::Contradicted {
            // A counterpart that is far worse than the best one is that of something else.
            let least = deciding.first().map_or(0, score).saturating_sub(self.model.draft.slack);
            deciding.retain(|it| score(it) >= least);
        }
        let passage = |it: &Said<'_>| {
            let (text, found) = it;
            self.read.passage(text.numerals.get(found.counterpart?.source)?)
        };
        let places: Vec<Passage> = match support {
            Support::Unsupported => Vec::new(),
            _ => deciding.iter().filter_map(passage).collect(),
        };
        let published =
            |of: &[Passage]| -> Vec<_> { of.iter().map(|it| it.source.published).collect() };
        let for_it = published(&places);
        // Only what is as close to the draft as the figure that bears it out disputes it.
        let best = deciding.first().map_or(i32::MAX, score);
        let is_against = |it: &&Said<'_>| {
            matches!(it.1.answer, Answer::Contradicted | Answer::Nowhere)
                && score(it) >= best
                && !self.is_of_another_time(it, &for_it)
        };
        let against = said.iter().filter(is_against);
        let disputed: Vec<Passage> = match support {
            Support::Supported | Support::Rounded => against.filter_map(passage).collect(),
            _ => Vec::new(),
        };
        let published =
            |of: &[Passage]| -> Vec<_> { of.iter().map(|it| it.source.published).collect() };
        let against_it = published(&disputed);
        let latest = for_it.iter().copied().max().flatten();
        let first = against_it.iter().copied().min().flatten();
        let origins = self.origins(&deciding);
        let first_said = deciding.first().or(said.first());
        let nearest = said
            .iter()
            .filter(|_| support == Support::Unsupported)
            .filter(|it| it.1.counterpart.is_some_and(|it| it.score > 0))
            .max_by_key(|it| it.1.counterpart.map(|it| it.score));
        let sentence = document.original.get(numeral.sentence.range()).unwrap_or_default();
        Some(Covered {
            passage: self.read.passage(numeral)?,
            is_whole: numeral
                .claim
                .and_then(|it| self.read.claims.get(it))
                .is_some_and(|it| it.span == numeral.span),
            sentence_text: std::sync::Arc::from(sentence),
            support,
            is_superseded: latest.zip(first).is_some_and(|(latest, first)| first > latest),
            places,
            disputed,
            nearest: nearest.and_then(passage),
            origins,
            named,
            differs: match support {
                Support::Contradicted => first_said.map_or_else(Vec::new, |it| self.differs(it)),
                _ => Vec::new(),
            },
            counterpart: first_said.and_then(|it| self.counterpart(it, it.1.counterpart?)),
            runner_up: first_said.and_then(|it| self.counterpart(it, it.1.runner_up?)),
            decided: first_said.map(|it| (it.1.sure, it.1.needed)),
            status: Status::New,
        })
    }

    /// Whether a source's number is of another time than the draft's, or was long past when those were written that bear
    /// the draft's out: what was so in one year disputes nothing of another.
    fn is_of_another_time(&self, (text, found): &Said<'_>, written: &[Option<Date>]) -> bool {
        let claim = |it: Option<&Numeral>| self.read.claims.get(it?.claim?);
        let own = claim(self.draft.numerals.get(self.at));
        let other = claim(found.counterpart.and_then(|it| text.numerals.get(it.source)));
        let periods = own.and_then(|it| it.period).zip(other.and_then(|it| it.period));
        let is_past = |it: &&Option<Date>| {
            it.zip(other).is_some_and(|(day, other)| other.is_background_on(day))
        };
        periods.is_some_and(|(own, other)| !own.meets(&other))
            || written.iter().any(|it| is_past(&it))
    }

    /// A candidate with what speaks for it.
    fn counterpart(&self, (text, _): &Said<'_>, candidate: Candidate) -> Option<Counterpart> {
        let sides = Side::of(self.draft, self.at).zip(Side::of(text, candidate.source))?;
        let passage = self.read.passage(text.numerals.get(candidate.source)?)?;
        Some(Counterpart { passage, card: self.model.card(sides.0, sides.1) })
    }

    /// What a source says otherwise.
    fn differs(&self, (text, found): &Said<'_>) -> Vec<Differs> {
        let Some(candidate) = found.counterpart else { return Vec::new() };
        let sides = Side::of(self.draft, self.at).zip(Side::of(text, candidate.source));
        let Some((own, other)) = sides else { return Vec::new() };
        if candidate.agrees.is_some() {
            return self.model.turned(own, other);
        }
        let (x, y) = (&own.numeral.quantity, &other.numeral.quantity);
        let is_unit = own.numeral.unit != other.numeral.unit && x.leading() == y.leading();
        vec![if is_unit { Differs::Unit } else { Differs::Value }]
    }

    /// Of how many independent origins the sources are.
    fn origins(&self, said: &[Said<'_>]) -> usize {
        let mut seen = FxHashSet::default();
        let mut claims = Vec::new();
        let mut others = 0;
        for (text, found) in said {
            let numeral = found.counterpart.and_then(|it| text.numerals.get(it.source));
            let Some(numeral) = numeral.filter(|it| seen.insert(it.document)) else { continue };
            match numeral.claim.and_then(|it| self.read.claims.get(it)) {
                Some(claim) => claims.push(claim),
                None => others += 1,
            }
        }
        others + lineage::count(&lineage::lineages(&claims))
    }
}

/// What all sources come to, and those that decide it, the best counterpart first.
///
/// A source that bears a number out does so whatever others say. Where none does the best counterpart of all decides.
fn decide<'s>(said: &[Said<'s>]) -> (Support, Vec<Said<'s>>) {
    let of = |answer: Answer| {
        let all = said.iter().copied();
        let mut of: Vec<Said<'s>> = all.filter(|it| it.1.answer == answer).collect();
        // The first of equals stays first.
        of.sort_by_key(|it| std::cmp::Reverse(score(it)));
        of
    };
    for (support, answer) in
        [(Support::Supported, Answer::Supported), (Support::Rounded, Answer::Rounded)]
    {
        let of = of(answer);
        if !of.is_empty() {
            return (support, of);
        }
    }
    let (contradicted, unconfirmed) = (of(Answer::Contradicted), of(Answer::Unconfirmed));
    let best = |of: &[Said<'_>]| of.first().map_or(i32::MIN, score);
    match (contradicted.is_empty(), unconfirmed.is_empty()) {
        (true, true) => (Support::Unsupported, of(Answer::Nowhere)),
        (false, _) if best(&contradicted) >= best(&unconfirmed) => {
            (Support::Contradicted, contradicted)
        }
        _ => (Support::Unconfirmed, unconfirmed),
    }
}

/// What speaks for a source's counterpart, in tenths of a bit.
fn score(said: &Said<'_>) -> i32 {
    said.1.counterpart.map_or(i32::MIN, |it| it.score)
}
