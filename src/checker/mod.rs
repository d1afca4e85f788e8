//! For programs that embed the library: texts in, results out that own what they hold and can be written as JSON.
//!
//! A [`Checker`] reads no file, asks for no setting of the process, and computes on threads of its own. It is cheap to clone and
//! may be used from several threads at once.
//!
//! ```
//! use crosscheck::checker::{Checker, Text};
//!
//! let checker = Checker::english()?;
//! let draft = Text::new("draft", "The flood closed 14 bridges in Oberau.");
//! let source = Text::new("police", "The flood closed 11 bridges in Oberau, police said.");
//! let report = checker.check_draft(&[draft], &[source])?;
//! let figure = &report.covered[0];
//! assert_eq!((&*figure.passage.text, figure.support.name()), ("14", "contradicted"));
//! assert_eq!(figure.places[0].source.path, "police");
//! let json = serde_json::to_value(&report)?;
//! assert_eq!(json["coverage"][0]["status"], "contradicted");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod place;
mod result;
mod text;

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use rayon::{ThreadPool, ThreadPoolBuilder};
use rustc_hash::FxHashMap;

use crate::claim::{Document, Few};
use crate::error::{Error, Problem};
use crate::lexicon::Lexicon;
use crate::matching::collection::card::StoryModel;
use crate::matching::model::{Card, Model};
use crate::matching::story::Told;
use crate::rules::{self, Rule};
use crate::run::{self, Corpus, Judge};
use crate::watch::Watch;

pub use place::Unit;
pub use result::{Claims, Compared, Report, Table};
pub use text::Text;

use place::Places;

/// Reads texts, and holds their figures against each other.
#[derive(Clone, Debug)]
pub struct Checker {
    lexicon: Words,
    rules: Arc<[Rule]>,
    weights: Option<Arc<(Model, StoryModel)>>,
    unit: Unit,
    watch: Arc<Watch>,
    threads: Arc<ThreadPool>,
}

impl Checker {
    /// With the shipped lexicon of English and Chinese, the shipped rules and weights, and a thread for each core.
    ///
    /// # Errors
    ///
    /// A system that gives no threads; shipped data that cannot be understood, which is a defect of the library.
    pub fn english() -> Result<Self, Error> {
        Self::on_threads(0)
    }

    /// The same on so many threads; 0 is one for each core.
    ///
    /// # Errors
    ///
    /// As [`english`](Self::english).
    pub fn on_threads(count: usize) -> Result<Self, Error> {
        Ok(Self {
            lexicon: Words::Shipped(Lexicon::english()?),
            rules: shipped()?,
            weights: None,
            unit: Unit::default(),
            watch: Arc::default(),
            threads: threads(count)?,
        })
    }

    /// By these rules instead of the shipped ones; see [`rules::parse`].
    ///
    /// ```
    /// use crosscheck::checker::{Checker, Text};
    /// use crosscheck::rules;
    ///
    /// let mut only_sums = rules::shipped()?;
    /// only_sums.retain(|it| it.id == "sum");
    /// let checker = Checker::english()?.with_rules(only_sums);
    /// let text = Text::new("a", "Of the 50 boats 30 were sunk and 10 were damaged in 2031.");
    /// assert!(checker.check(&[text])?.judgement.findings.iter().all(|it| it.rule == "sum"));
    /// # Ok::<(), crosscheck::Error>(())
    /// ```
    #[must_use]
    pub fn with_rules(self, rules: impl Into<Arc<[Rule]>>) -> Self {
        Self { rules: rules.into(), ..self }
    }

    /// With other words than the shipped ones.
    ///
    /// ```
    /// use crosscheck::checker::{Checker, Text};
    /// use crosscheck::lexicon::Lexicon;
    ///
    /// let own = "measures: [{ name: cran, dimension: volume, factor: '0.17', words: [cran, crans] }]";
    /// let lexicon = Lexicon::english_with(&[("units", own)])?;
    /// let checker = Checker::english()?.with_lexicon(lexicon);
    /// let claims = checker.claims(&[Text::new("a", "The drifter landed 40 crans of herring.")])?;
    /// assert_eq!(claims.claims[0].unit.as_deref(), Some("cran"));
    /// # Ok::<(), crosscheck::Error>(())
    /// ```
    #[must_use]
    pub fn with_lexicon(self, lexicon: impl Into<Arc<Lexicon>>) -> Self {
        Self { lexicon: Words::Own(lexicon.into()), ..self }
    }

    /// By other weights of the evidence than those of `rules/match.yaml`.
    #[must_use]
    pub fn with_weights(self, card: &Card) -> Self {
        let weights = (Model::new(card), StoryModel::new(&card.story));
        Self { weights: Some(Arc::new(weights)), ..self }
    }

    /// Counts places in a text in units of another language's strings; bytes of UTF-8 where nothing is said.
    ///
    /// ```
    /// use crosscheck::checker::{Checker, Text, Unit};
    ///
    /// let text = Text::new("a", "🚒 Fire destroyed 12 barns.");
    /// let start = |unit| {
    ///     let claims = Checker::english()?.with_unit(unit).claims(&[text.clone()])?;
    ///     Ok::<_, crosscheck::Error>(claims.claims[0].bytes.start)
    /// };
    /// assert_eq!((start(Unit::Utf8)?, start(Unit::Utf16)?, start(Unit::Character)?), (20, 18, 17));
    /// # Ok::<(), crosscheck::Error>(())
    /// ```
    #[must_use]
    pub fn with_unit(self, unit: Unit) -> Self {
        Self { unit, ..self }
    }

    /// Tells how far it has come, and stops when it is asked to. Give each call that is to be stopped by itself its own.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use crosscheck::checker::{Checker, Text};
    /// use crosscheck::{Error, watch::Watch};
    ///
    /// let watch = Arc::new(Watch::default());
    /// let job = Checker::english()?.with_watch(Arc::clone(&watch));
    /// watch.stop(); // From another thread, while the job runs.
    /// assert!(matches!(job.check(&[Text::new("a", "Two ships sank.")]), Err(Error::Stopped)));
    /// # Ok::<(), crosscheck::Error>(())
    /// ```
    #[must_use]
    pub fn with_watch(self, watch: Arc<Watch>) -> Self {
        Self { watch, ..self }
    }

    /// Every figure of the texts, in their order.
    ///
    /// # Errors
    ///
    /// Two texts of one name, and a watch that stopped it. A text that cannot be read is a problem of the result.
    pub fn claims(&self, texts: &[Text]) -> Result<Claims, Error> {
        self.threads.install(|| {
            let (mut corpus, places) = self.read(texts)?;
            places.move_claims(&mut corpus.claims);
            Ok(Claims { claims: corpus.claims, problems: corpus.problems })
        })
    }

    /// Where texts disagree, with each other and with their own arithmetic.
    ///
    /// # Errors
    ///
    /// As [`claims`](Self::claims).
    pub fn check(&self, texts: &[Text]) -> Result<Report, Error> {
        self.threads.install(|| {
            let (corpus, places) = self.read(texts)?;
            let judgement = self.judge().check(&corpus);
            self.told(Report { corpus, judgement, covered: Vec::new() }, &places)
        })
    }

    /// Which figures of drafts their sources support, and which they contradict.
    ///
    /// # Errors
    ///
    /// As [`claims`](Self::claims); no text that can be read among the drafts, or none among the sources.
    pub fn check_draft(&self, drafts: &[Text], sources: &[Text]) -> Result<Report, Error> {
        self.threads.install(|| {
            let texts: Vec<Text> = drafts.iter().chain(sources).cloned().collect();
            let (corpus, places) = self.read(&texts)?;
            let index = by_name(&corpus);
            let read = |of: &[Text]| of.iter().filter(|it| index.contains_key(it.name())).count();
            let (own, others) = (read(drafts), read(sources));
            for (count, what) in [(own, "a draft"), (others, "a source of the draft")] {
                if count == 0 {
                    return Err(Error::NothingToRead { paths: vec![what.to_owned()] });
                }
            }
            let (judgement, covered) = self.judge().cover(&corpus, own);
            self.told(Report { corpus, judgement, covered }, &places)
        })
    }

    /// What tells the story of each text from those of others; of one that cannot be read nothing. What is told of many texts in many
    /// places is brought together by [`Stories::of`](crate::matching::story::Stories::of), and each story may be checked by itself.
    ///
    /// ```
    /// use crosscheck::checker::{Checker, Text};
    /// use crosscheck::matching::story::Stories;
    ///
    /// let texts = [
    ///     Text::new("a", "The Elbe closed 14 bridges in Oberau on 3 May 2031."),
    ///     Text::new("b", "The Elbe closed 11 bridges in Oberau on 3 May 2031."),
    ///     Text::new("c", "A bakery in Lund sold 300 loaves."),
    /// ];
    /// let checker = Checker::english()?;
    /// let stories = Stories::of(&checker.traits(&texts)?);
    /// assert_eq!(stories.pairs(), [(0, 1)]);
    /// let apart = checker.check_story(&texts[..2], &stories.pairs())?;
    /// let marks = |it: &crosscheck::checker::Report| -> Vec<String> {
    ///     it.judgement.findings.iter().map(|it| it.fingerprint.clone()).collect()
    /// };
    /// assert_eq!(marks(&apart), marks(&checker.check(&texts)?));
    /// # Ok::<(), crosscheck::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`claims`](Self::claims).
    pub fn traits(&self, texts: &[Text]) -> Result<Vec<Told>, Error> {
        self.threads.install(|| {
            let (corpus, _) = self.read(texts)?;
            let Corpus { documents, claims, names, .. } = &corpus;
            let mut told = Told::of(documents, claims, names, self.words());
            let index = by_name(&corpus);
            let of = |text: &Text| {
                let at = index.get(text.name());
                at.and_then(|it| told.get_mut(*it)).map(std::mem::take).unwrap_or_default()
            };
            Ok(texts.iter().map(of).collect())
        })
    }

    /// As [`check`](Self::check), of texts that a look at a whole collection has found to tell one story, and which of them do so
    /// directly: pairs of their indices.
    ///
    /// # Errors
    ///
    /// As [`claims`](Self::claims).
    pub fn check_story(
        &self,
        texts: &[Text],
        one_story: &[(usize, usize)],
    ) -> Result<Report, Error> {
        self.threads.install(|| {
            let (corpus, places) = self.read(texts)?;
            let index = by_name(&corpus);
            let place = |it: usize| index.get(texts.get(it)?.name()).copied();
            let pair = |it: &(usize, usize)| {
                let (a, b) = (place(it.0)?, place(it.1)?);
                (a != b).then_some((a.min(b), a.max(b)))
            };
            let pairs: Few<(usize, usize)> = one_story.iter().filter_map(pair).collect();
            let judgement = self.judge().with_stories(&pairs).check(&corpus);
            self.told(Report { corpus, judgement, covered: Vec::new() }, &places)
        })
    }

    /// What texts say side by side, a row a thing: those first on which they most likely disagree.
    ///
    /// # Errors
    ///
    /// As [`claims`](Self::claims).
    pub fn table(&self, texts: &[Text]) -> Result<Table, Error> {
        self.threads.install(|| {
            let (mut corpus, places) = self.read(texts)?;
            let rows = self.judge().table(&corpus);
            self.not_stopped()?;
            places.move_claims(&mut corpus.claims);
            Ok(Table { corpus, rows })
        })
    }

    /// Two versions of a text, passage by passage, and where their figures differ.
    ///
    /// # Errors
    ///
    /// As [`claims`](Self::claims).
    pub fn compare(&self, before: &Text, after: &Text) -> Result<Compared, Error> {
        self.threads.install(|| {
            let (corpus, places) = self.read(&[before.clone(), after.clone()])?;
            let judgement = self.judge().check(&corpus);
            let mut passages = run::aligned(&corpus, self.words());
            places.move_passages(&mut passages);
            let report = self.told(Report { corpus, judgement, covered: Vec::new() }, &places)?;
            Ok(Compared { report, passages })
        })
    }

    fn words(&self) -> &Lexicon {
        match &self.lexicon {
            Words::Shipped(it) => it,
            Words::Own(it) => it,
        }
    }

    fn judge(&self) -> Judge<'_> {
        let judge = Judge::new(&self.rules, self.words()).watched(&self.watch);
        match &self.weights {
            Some(it) => judge.weighing(&it.0, &it.1),
            None => judge,
        }
    }

    fn read(&self, texts: &[Text]) -> Result<(Corpus, Places), Error> {
        let mut names = BTreeSet::new();
        if let Some(twice) = texts.iter().find(|it| !names.insert(it.name())) {
            return Err(Error::NameTwice { name: twice.name().to_owned() });
        }
        let (mut documents, mut problems) = (Vec::<Document>::new(), Vec::<Problem>::new());
        let mut places = Places::new(self.unit);
        for text in texts {
            self.not_stopped()?;
            match text.document(self.words()) {
                Ok(document) => {
                    places.add(text.text());
                    documents.push(document);
                }
                Err(problem) => problems.push(problem),
            }
        }
        let corpus = run::watched(documents, problems, self.words(), &self.watch);
        self.not_stopped()?;
        Ok((corpus, places))
    }

    fn told(&self, mut report: Report, places: &Places) -> Result<Report, Error> {
        self.not_stopped()?;
        report.corpus.problems.append(&mut report.judgement.problems);
        places.move_report(&mut report);
        Ok(report)
    }

    fn not_stopped(&self) -> Result<(), Error> {
        if self.watch.is_stopped() { Err(Error::Stopped) } else { Ok(()) }
    }
}

/// The words a checker goes by.
#[derive(Clone, Debug)]
enum Words {
    Shipped(&'static Lexicon),
    Own(Arc<Lexicon>),
}

/// Where the document of each text that was read stands.
fn by_name(corpus: &Corpus) -> FxHashMap<&str, usize> {
    corpus.documents.iter().enumerate().map(|(at, it)| (&*it.source.path, at)).collect()
}

/// The shipped rules, read once: a program may make many checkers.
fn shipped() -> Result<Arc<[Rule]>, Error> {
    static SHIPPED: OnceLock<Arc<[Rule]>> = OnceLock::new();
    if let Some(rules) = SHIPPED.get() {
        return Ok(Arc::clone(rules));
    }
    let rules: Arc<[Rule]> = rules::shipped()?.into();
    Ok(Arc::clone(SHIPPED.get_or_init(|| rules)))
}

/// What nests in a text is bounded, and fits into this.
const STACK: usize = 16 << 20;

fn threads(count: usize) -> Result<Arc<ThreadPool>, Error> {
    let pool = ThreadPoolBuilder::new()
        .num_threads(count)
        .stack_size(STACK)
        .thread_name(|it| format!("crosscheck {it}"));
    pool.build().map(Arc::new).map_err(|it| std::io::Error::other(it).into())
}
