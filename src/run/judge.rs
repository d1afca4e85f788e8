//! What claims come to: matches, findings and facts.

use crate::claim::{Confirmation, Covered, Fact, Finding, Matched, Passage, Row};
use crate::error::Problem;
use crate::guard::guarded;
use crate::lexicon::Lexicon;
use crate::matching::collection::card::StoryModel;
use crate::matching::model::Model;
use crate::matching::story::Stories;
use crate::matching::{self, collection};
use crate::reconcile;
use crate::rules::{self, Rule, Table};
use crate::watch::Watch;

use super::Corpus;

/// What a run comes to.
#[derive(Debug, Default)]
pub struct Judgement {
    /// Disagreements and questions, worst first.
    pub findings: Vec<Finding>,
    /// What was checked and holds.
    pub confirmed: Vec<Confirmation>,
    /// The facts.
    pub facts: Vec<Fact>,
    /// The matches they rest on.
    pub matches: Vec<Matched>,
    /// What the documents say side by side, drafts and their sources aside; see [`Judge::table`].
    pub rows: Vec<Row>,
    /// What failed inside, and is missing from all of this.
    pub problems: Vec<Problem>,
}

/// What claims are judged by.
///
/// ```
/// use crosscheck::lexicon::Lexicon;
/// use crosscheck::{rules, run};
///
/// let lexicon = Lexicon::english()?;
/// let rules = rules::shipped()?;
/// let judge = run::Judge::new(&rules, lexicon);
/// let nothing = judge.check(&run::Corpus::default());
/// assert!(nothing.findings.is_empty());
/// # Ok::<(), crosscheck::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Judge<'j> {
    rules: &'j [Rule],
    lexicon: &'j Lexicon,
    drafts: &'j Model,
    stories: &'j StoryModel,
    watch: Option<&'j Watch>,
    /// Pairs of documents that tell one story, where that is known.
    one_story: Option<&'j [(usize, usize)]>,
}

impl<'j> Judge<'j> {
    /// By these rules, and the weights that are compiled in.
    pub fn new(rules: &'j [Rule], lexicon: &'j Lexicon) -> Self {
        let (drafts, stories) = (Model::shipped(), StoryModel::shipped());
        Self { rules, lexicon, drafts, stories, watch: None, one_story: None }
    }

    /// By other weights: for the figures of a draft, and for those of a collection.
    #[must_use]
    pub fn weighing(self, drafts: &'j Model, stories: &'j StoryModel) -> Self {
        Self { drafts, stories, ..self }
    }

    /// Looks from time to time whether it is to stop; what it then gives is not whole.
    #[must_use]
    pub fn watched(self, watch: &'j Watch) -> Self {
        Self { watch: Some(watch), ..self }
    }

    /// With these pairs of documents telling one story, the earlier of each first, in order, as a look at a whole collection tells
    /// that these are a part of.
    #[must_use]
    pub fn with_stories(self, one_story: &'j [(usize, usize)]) -> Self {
        Self { one_story: Some(one_story), ..self }
    }

    fn is_stopped(&self) -> bool {
        self.watch.is_some_and(Watch::is_stopped)
    }

    /// Judges a claims table: matches what speaks of one thing, applies the rules, states the facts.
    pub fn check(&self, corpus: &Corpus) -> Judgement {
        self.judged(corpus, (0, &[]))
    }

    /// Holds drafts against their sources: which of their figures do the sources support?
    ///
    /// `drafts` is how many documents at the start of the corpus are drafts; see [`read_draft`](super::read_draft). Of the
    /// disagreements those are kept that concern a draft; without drafts this is [`check`](Self::check).
    pub fn cover(&self, corpus: &Corpus, drafts: usize) -> (Judgement, Vec<Covered>) {
        let mut problems = Vec::new();
        let told = guarded(ALL, "holding the draft against its sources", || {
            matching::drafts(corpus.read(), drafts, self.drafts, self.lexicon)
        });
        let covered = or_nothing(told, &mut problems);
        let mut judgement = self.judged(corpus, (drafts, &covered));
        judgement.problems.extend(problems);
        if drafts > 0 {
            let is_draft = |it: &Passage| it.document < drafts;
            judgement.findings.retain(|it| it.passages.iter().any(is_draft));
            judgement.confirmed.retain(|it| it.passages.iter().any(is_draft));
            // Whether a draft's figure is a source's is the matcher's to say, not that of rules for pairs of claims.
            let is_mixed = |it: &Finding| {
                !it.evidence.is_empty() && it.passages.iter().any(|it| !is_draft(it))
            };
            judgement.findings.retain(|it| !is_mixed(it));
        }
        (judgement, covered)
    }

    /// What the documents say side by side, a row a thing: those first on which they most likely disagree.
    pub fn table(&self, corpus: &Corpus) -> Vec<Row> {
        let matches = self.matches(corpus, &self.one_story(corpus));
        collection::rows(&corpus.claims, &matches, self.stories.cuts.look, self.stories)
    }

    fn judged(&self, corpus: &Corpus, (drafts, covered): (usize, &[Covered])) -> Judgement {
        let Corpus { documents, claims, names, .. } = corpus;
        let (model, lexicon) = (self.stories, self.lexicon);
        let mut problems = Vec::new();
        // Sorting texts into stories reads every word: pairs and rows share it.
        let sorted = guarded(ALL, "telling stories apart", || self.one_story(corpus));
        let one_story = or_nothing(sorted, &mut problems);
        let bring_together = || {
            let matches = self.matches(corpus, &one_story);
            // Where a clash is worth telling it makes one thing of two.
            let things = collection::rows(claims, &matches, model.cuts.note, model);
            (matches, things)
        };
        let together = guarded(ALL, "matching the figures", bring_together);
        let (matches, things) = or_nothing(together, &mut problems);
        if self.is_stopped() {
            return Judgement { problems, ..Judgement::default() };
        }
        let table = Table::new(documents, claims, names, (&matches, &things, model), lexicon)
            .with_stories(&one_story)
            .with_cells(&corpus.cells)
            .with_covered(covered);
        let judged = guarded(ALL, "applying the rules", || rules::judge(self.rules, &table));
        let rules::Judged { findings, confirmed, failed } = or_nothing(judged, &mut problems);
        problems.extend(failed);
        let stated = || reconcile::facts(claims, &things, &findings, lexicon);
        let facts = or_nothing(guarded(ALL, "stating the facts", stated), &mut problems);
        let beside = || match drafts {
            0 => collection::rows(claims, &matches, model.cuts.look, model),
            _ => Vec::new(),
        };
        let rows = or_nothing(guarded(ALL, "setting them side by side", beside), &mut problems);
        Judgement { findings, confirmed, facts, matches, rows, problems }
    }

    /// Pairs of documents that tell one story.
    fn one_story(&self, corpus: &Corpus) -> Vec<(usize, usize)> {
        if let Some(known) = self.one_story {
            return known.to_vec();
        }
        let Corpus { documents, claims, names, .. } = corpus;
        Stories::new(documents, claims, names, self.lexicon).pairs()
    }

    fn matches(&self, corpus: &Corpus, one_story: &[(usize, usize)]) -> Vec<Matched> {
        let is_stopped = || self.is_stopped();
        collection::matches(corpus.read(), one_story, self.stories, self.lexicon, &is_stopped)
    }
}

/// What problems of all documents together are said to be of.
const ALL: &str = "all documents";

/// What a part of the run gives, or nothing and its problem.
fn or_nothing<T: Default>(part: Result<T, Problem>, problems: &mut Vec<Problem>) -> T {
    part.unwrap_or_else(|problem| {
        problems.push(problem);
        T::default()
    })
}
