//! The tools: what they take, what they answer, and what they are for, in the words that an assistant reads.

use std::collections::BTreeSet;

use crosscheck::Error;
use crosscheck::claim::{Covered, Document, Finding, RuleLine};
use crosscheck::config::{Config, FailOn};
use crosscheck::error::Problem;
use crosscheck::lexicon::Lexicon;
use crosscheck::rules::{self, Rule};
use crosscheck::run::{self, Corpus, Judge, Judgement};
use crosscheck::watch::Watch;
use crosscheck::write::record::answer::{Bounded, ClaimsRecord, Explanation, Page};
use crosscheck::write::record::table::TableRecord;
use crosscheck::write::record::{ReportRecord, schema};
use crosscheck::write::{self, Look, Report};
use schemars::{Schema, schema_for};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::asked::{CheckDraft, CheckSources, Explain, Listing, limit};
use super::given::{Given, Read};
use super::roots::Roots;
use crate::one;

/// So many characters of a text for people are answered.
const LONGEST_TEXT: usize = 24_000;

/// A tool.
pub(super) struct Tool {
    pub(super) name: &'static str,
    title: &'static str,
    description: &'static str,
    takes: fn() -> Schema,
    gives: fn() -> Schema,
    call: fn(&Desk<'_>, Value) -> Result<Answer, String>,
}

/// What a call works with.
pub(super) struct Desk<'d> {
    /// Asked for where a call names paths.
    pub(super) roots: &'d dyn Fn() -> Roots,
    pub(super) config: &'d Config,
    pub(super) lexicon: &'d Lexicon,
    /// Told at each step of a call how many of how many are done; an error where the call was taken back.
    pub(super) step: &'d dyn Fn(u32, &str) -> Result<(), String>,
    /// Stopped where the call is taken back.
    pub(super) watch: &'d Watch,
}

/// Steps of a call: reading, judging, writing.
pub(super) const STEPS: u32 = 3;

/// What a tool answers: a text for people, and the same for programs.
pub(super) struct Answer {
    pub(super) text: String,
    pub(super) structured: Value,
}

/// All tools.
pub(super) const TOOLS: &[Tool] = &[
    Tool {
        name: "check_draft",
        title: "Check a draft against its sources",
        description: "Holds every figure of a draft against source texts: which are supported, which are rounded, which a source \
                      contradicts, and which stand in no source, each with both passages. Use it before publishing or repeating \
                      a figure; quote the passages it gives. It reads only what it is given, and knows nothing else.",
        takes: || schema_for!(CheckDraft),
        gives: schema::<Bounded<'static>>,
        call: |desk, given| desk.check_draft(&parsed(given)?),
    },
    Tool {
        name: "check_sources",
        title: "Find where sources disagree",
        description: "Holds several source texts about one story against each other and reports where they disagree about a figure, \
                      and where a text contradicts its own arithmetic, each with all passages. Dates of publication help: give \
                      them where they are known.",
        takes: || schema_for!(CheckSources),
        gives: schema::<Bounded<'static>>,
        call: |desk, given| desk.check_sources(&parsed(given)?),
    },
    Tool {
        name: "table",
        title: "Figures side by side",
        description: "What several texts say of each thing, a row a thing, those first on which they most likely differ. Use it to see \
                      which source gives which figure.",
        takes: || schema_for!(Listing),
        gives: schema::<Page<'static, TableRecord<'static>>>,
        call: |desk, given| desk.table(&parsed(given)?),
    },
    Tool {
        name: "claims",
        title: "Figures of a text",
        description: "Every figure of the texts with its exact value, what it counts, who, when and where, and its place.",
        takes: || schema_for!(Listing),
        gives: schema::<Page<'static, ClaimsRecord<'static>>>,
        call: |desk, given| desk.claims(&parsed(given)?),
    },
    Tool {
        name: "explain",
        title: "Why a finding was made",
        description: "Explains a rule by its name, or a finding of check_sources or check_draft by the start of its `fingerprint`, line by \
                      line: why the passages were taken to speak of one thing. Give the same texts as to the check.",
        takes: || schema_for!(Explain),
        gives: schema::<Explanation>,
        call: |desk, given| desk.explain(&parsed(given)?),
    },
];

/// What a call comes to, before it is written.
struct Checked {
    corpus: Corpus,
    judgement: Judgement,
    covered: Option<Vec<Covered>>,
    rules: Vec<Rule>,
}

impl Tool {
    /// The tool of a name.
    pub(super) fn named(name: &str) -> Option<&'static Self> {
        TOOLS.iter().find(|it| it.name == name)
    }

    /// What `tools/list` says of it.
    pub(super) fn shown(&self) -> Value {
        json!({
            "name": self.name,
            "title": self.title,
            "description": self.description,
            "inputSchema": plain((self.takes)()),
            "outputSchema": plain((self.gives)()),
            "annotations": {
                "title": self.title,
                "readOnlyHint": true,
                "destructiveHint": false,
                "idempotentHint": true,
                "openWorldHint": false,
            },
        })
    }

    /// Does it.
    ///
    /// # Errors
    ///
    /// What is wrong with what it was given, for the assistant to mend.
    pub(super) fn call(&self, desk: &Desk<'_>, given: Value) -> Result<Answer, String> {
        (self.call)(desk, given)
    }
}

impl Desk<'_> {
    fn read(&self, given: &Given, what: &str) -> Result<Read, String> {
        if given.is_empty() {
            return Err(format!(
                "`{what}` names no text: give `texts`, or `paths` of open folders"
            ));
        }
        given.read(self.roots, self.config, self.lexicon)
    }

    fn judge<'j>(&'j self, rules: &'j [Rule]) -> Judge<'j> {
        Judge::new(rules, self.lexicon).watched(self.watch)
    }

    fn corpus(&self, given: &Given) -> Result<Corpus, String> {
        (self.step)(0, "reading")?;
        let Read { documents, problems } = self.read(given, "sources")?;
        if documents.is_empty() {
            return Err(format!("nothing could be read: {}", all(&problems)));
        }
        distinct(&documents)?;
        Ok(run::watched(documents, problems, self.lexicon, self.watch))
    }

    fn check_draft(&self, given: &CheckDraft) -> Result<Answer, String> {
        self.draft(&given.draft, &given.sources)?.answer(given.limit)
    }

    fn check_sources(&self, given: &CheckSources) -> Result<Answer, String> {
        self.sources(&given.sources)?.answer(given.limit)
    }

    fn sources(&self, sources: &Given) -> Result<Checked, String> {
        let corpus = self.corpus(sources)?;
        let rules = rules::shipped().map_err(told)?;
        (self.step)(1, "comparing")?;
        let judgement = self.judge(&rules).check(&corpus);
        (self.step)(2, "writing")?;
        Ok(Checked { corpus, judgement, covered: None, rules }.whole())
    }

    fn draft(&self, draft: &Given, sources: &Given) -> Result<Checked, String> {
        (self.step)(0, "reading")?;
        let Read { mut documents, mut problems } = self.read(draft, "draft")?;
        let drafts = documents.len();
        let of = self.read(sources, "sources")?;
        if drafts == 0 || of.documents.is_empty() {
            problems.extend(of.problems);
            let told = all(&problems);
            return Err(format!("nothing could be read of the draft or of its sources: {told}"));
        }
        // A folder of sources may hold the draft as well.
        let is_draft = |it: &Document| {
            let same =
                |draft: &Document| draft.source.path == it.source.path && draft.sha256 == it.sha256;
            documents.iter().any(same)
        };
        let others: Vec<Document> = of.documents.into_iter().filter(|it| !is_draft(it)).collect();
        if others.is_empty() {
            return Err("the draft is the only one of its sources".to_owned());
        }
        documents.extend(others);
        problems.extend(of.problems);
        distinct(&documents)?;
        let corpus = run::watched(documents, problems, self.lexicon, self.watch);
        let rules = rules::shipped().map_err(told)?;
        (self.step)(1, "comparing")?;
        let (judgement, covered) = self.judge(&rules).cover(&corpus, drafts);
        (self.step)(2, "writing")?;
        Ok(Checked { corpus, judgement, covered: Some(covered), rules }.whole())
    }

    fn table(&self, given: &Listing) -> Result<Answer, String> {
        let corpus = self.corpus(&given.sources)?;
        (self.step)(1, "comparing")?;
        let rows = self.judge(&[]).table(&corpus);
        (self.step)(2, "writing")?;
        let (part, total, next) = given.part(&rows);
        let mut text = Vec::new();
        write::TABLES
            .first()
            .map_or(Ok(()), |it| (it.write)(&mut text, &corpus, part, &look()))
            .map_err(told)?;
        let part = TableRecord::new(part, &corpus);
        corpus.problems.iter().for_each(|it| text.extend(told_of(it).bytes()));
        answer(&text, &Page::new(part, total, next, &corpus.problems))
    }

    fn claims(&self, given: &Listing) -> Result<Answer, String> {
        let corpus = self.corpus(&given.sources)?;
        (self.step)(2, "writing")?;
        let (part, total, next) = given.part(&corpus.claims);
        let text = part.iter().map(|it| {
            let sentence = it.sentence_text.split_whitespace().collect::<Vec<_>>().join(" ");
            format!(
                "- **{}** ({}), {}:{}: {sentence}",
                it.text,
                it.stands_for(),
                it.source.path,
                it.line
            )
        });
        let mut text = text.collect::<Vec<_>>().join("\n");
        corpus.problems.iter().for_each(|it| text.push_str(&told_of(it)));
        let part = ClaimsRecord::new(part);
        answer(text.as_bytes(), &Page::new(part, total, next, &corpus.problems))
    }

    fn explain(&self, given: &Explain) -> Result<Answer, String> {
        let rules = rules::shipped().map_err(told)?;
        if let Some(rule) = rules.iter().find(|it| it.id == given.name) {
            let text =
                format!("{} ({}): {}. {}", rule.id, rule.severity.name(), rule.does, rule.why);
            return answer(text.as_bytes(), &Explanation { explanation: text.clone() });
        }
        if given.sources.is_empty() && given.draft.is_none() {
            let names: Vec<&str> = rules.iter().map(|it| &*it.id).collect();
            let name = &given.name;
            let names = names.join(", ");
            return Err(format!(
                "no rule is called `{name}`; there is {names}. For a finding give the texts that it was made in"
            ));
        }
        let checked = match &given.draft {
            Some(draft) => self.draft(draft, &given.sources)?,
            None => self.sources(&given.sources)?,
        };
        let mut text = Vec::new();
        let figures: Vec<(&Covered, Finding)> =
            checked.covered.iter().flatten().filter_map(|it| Some((it, it.question()?))).collect();
        if let Some(finding) = one(&checked.judgement.findings, &given.name, |it| &it.fingerprint) {
            let Checked { corpus, judgement, .. } = &checked;
            write::explanation(&mut text, finding, corpus, judgement, &look()).map_err(told)?;
        } else if let Some(it) = one(&figures, &given.name, |it| &it.1.fingerprint) {
            write::figure(&mut text, it.0, &look()).map_err(told)?;
        } else {
            let names: Vec<&str> = rules.iter().map(|it| &*it.id).collect();
            return Err(format!(
                "no finding of these texts has a fingerprint that begins with `{}`, and no rule is called so: {}",
                given.name,
                names.join(", ")
            ));
        }
        let explanation = String::from_utf8_lossy(&text).into_owned();
        answer(&text, &Explanation { explanation })
    }
}

impl Checked {
    /// With what failed inside among the problems.
    fn whole(mut self) -> Self {
        self.corpus.problems.append(&mut self.judgement.problems);
        self
    }

    fn answer(&self, wanted: Option<usize>) -> Result<Answer, String> {
        let Self { corpus, judgement, covered, rules } = self;
        let lines: Vec<RuleLine> = rules.iter().map(Rule::line).collect();
        let fail_on = FailOn::default();
        let report =
            Report { corpus, judgement, covered: covered.as_deref(), rules: &lines, fail_on };
        let mut text = Vec::new();
        let markdown = write::REPORTS.iter().find(|it| it.name == "markdown");
        markdown.map_or(Ok(()), |it| (it.write)(&mut text, &report, &look())).map_err(told)?;
        let report = ReportRecord::new(corpus, judgement, covered.as_deref().unwrap_or_default());
        answer(&text, &Bounded::new(report, limit(wanted)))
    }
}

/// A schema without formats that only Rust knows, of which clients warn.
fn plain(mut schema: Schema) -> Schema {
    fn clean(value: &mut Value) {
        match value {
            Value::Object(fields) => {
                let is_own = |it: &Value| it.as_str().is_some_and(|it| it.starts_with("uint"));
                if fields.get("format").is_some_and(is_own) {
                    fields.remove("format");
                }
                fields.values_mut().for_each(clean);
            }
            Value::Array(values) => values.iter_mut().for_each(clean),
            _ => {}
        }
    }
    if let Some(fields) = schema.as_object_mut() {
        fields.values_mut().for_each(clean);
    }
    schema
}

/// A problem as a line of its own.
fn told_of(problem: &Problem) -> String {
    format!("\nnot read, or only in part: {} {}", problem.source, problem.message)
}

/// Problems in one line.
fn all(problems: &[Problem]) -> String {
    let told: Vec<String> =
        problems.iter().map(|it| format!("{} {}", it.source, it.message)).collect();
    told.join("; ")
}

/// Refuses two texts of one name: answers could not tell them apart, and they would count as one source.
fn distinct(documents: &[Document]) -> Result<(), String> {
    let mut names = BTreeSet::new();
    let twice = documents.iter().find(|it| !names.insert(&*it.source.path));
    let message = |it: &Document| {
        format!("two texts are called `{}`; give each a name of its own", it.source.path)
    };
    twice.map_or(Ok(()), |it| Err(message(it)))
}

/// How a text for people looks.
fn look() -> Look {
    Look { width: 100, ..Look::default() }
}

fn parsed<'v, T: Deserialize<'v>>(given: Value) -> Result<T, String> {
    T::deserialize(given).map_err(|it| format!("the arguments are not what the tool takes: {it}"))
}

#[expect(clippy::needless_pass_by_value, reason = "as `map_err` gives it")]
fn told(error: Error) -> String {
    error.to_string()
}

fn answer<R: Serialize>(text: &[u8], structured: &R) -> Result<Answer, String> {
    let text = String::from_utf8_lossy(text);
    let end = text.char_indices().nth(LONGEST_TEXT).map_or(text.len(), |it| it.0);
    let more =
        if end < text.len() { "\n… (cut; all of it is in the structured answer)" } else { "" };
    let text = format!("{}{more}", &text[..end]);
    let structured = serde_json::to_value(structured).map_err(|it| it.to_string())?;
    Ok(Answer { text, structured })
}
