//! `product`: so many things at so much each come to the total that stands beside them.
//!
//! Two forms are read, in one paragraph: "120 buses at $450,000 each, a total of $54 million" and "240 recruits in
//! six classes of 40". Where nothing says that the third figure is the total it may be anything, and is left alone.

use rust_decimal::Decimal;
#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Deserialize;

use super::phrasing::amount;
use super::rounded::Rounded;
use super::words::{after, before, between, first_word, last_word, says};
use super::{Check, Outcome, Table, Violation, key_of, passage};
use crate::claim::{Claim, Confirmation, Hedge, Kind, Statistic};
use crate::lexicon::Lexicon;

/// Parameters of `product`.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Product {
    /// Words beside an amount for one of many things: each, apiece.
    each: Vec<String>,
    /// Words that make an amount a total: in all, altogether.
    total: Vec<String>,
    /// Words between a number of things and the groups they come in: in, into.
    grouped: Vec<String>,
    /// The word between groups and what each holds: of.
    holding: Vec<String>,
}

/// The longest text between an amount and the number of things it is for.
const LONGEST: usize = 40;

/// How many figures of a paragraph away the total of an amount may stand.
const REACH: usize = 32;

/// A total more than so many times off is of something else.
const NEAR: Decimal = Decimal::from_parts(2, 0, 0, false, 0);

impl Check for Product {
    fn outcome(&self, table: &Table<'_>) -> Outcome {
        let mut outcome = Outcome::default();
        let same = |a: &Claim, b: &Claim| a.document == b.document && a.block == b.block;
        for block in table.claims.chunk_by(same) {
            for (index, one) in block.iter().enumerate() {
                let found = self.priced(block, index).or_else(|| self.in_groups(block, index));
                if let Some((many, total)) = found {
                    judge((many, Decimal::ONE), one, total, &mut outcome);
                } else if let Some((many, factor, total)) =
                    self.weighed(block, index, table.lexicon)
                {
                    judge((many, factor), one, total, &mut outcome);
                }
            }
        }
        outcome
    }
}

impl Product {
    /// "120 buses at $450,000 each, a total of $54 million": the number of things and the total of an amount for one.
    fn priced<'c>(&self, block: &'c [Claim], at: usize) -> Option<(&'c Claim, &'c Claim)> {
        let one = block.get(at).filter(|it| matches!(it.kind, Kind::Money | Kind::Measure))?;
        let is_each = one.statistic == Statistic::Rate && says(after(one)?, &self.each)
            || says(before(one)?, &self.each);
        // "1,500 euros for each of the 26,000 employees"
        let next = block.get(at + 1).filter(|it| {
            is_number(it)
                && between(one, it).is_some_and(|it| it.len() <= LONGEST && says(it, &self.each))
        });
        let is_each = is_each || next.is_some();
        let before_it = || block[..at].iter().rev().take(REACH).find(|it| !it.kind.is_time());
        let many = next.or_else(before_it).filter(|it| is_each && is_number(it))?;
        let is_total = |it: &&Claim| {
            let lead = between(one, it).or_else(|| before(it)).unwrap_or_default();
            let rest = after(it).unwrap_or_default();
            let rest = rest.split([',', ';', '.']).next().unwrap_or_default();
            it.kind == one.kind
                && it.currency == one.currency
                && it.unit == one.unit
                && it.statistic == Statistic::Amount
                && (says(lead, &self.total)
                    || says(rest, &self.total)
                    || says(&it.text, &self.total))
        };
        let total = block[at + 1..].iter().take(REACH).find(is_total)?;
        Some((many, total))
    }

    /// "8.4 tonnes … at €25,000 a kilo … worth €350m": the measure, what makes it units of the price, and the total.
    fn weighed<'c>(
        &self,
        block: &'c [Claim],
        at: usize,
        lexicon: &Lexicon,
    ) -> Option<(&'c Claim, Decimal, &'c Claim)> {
        let one =
            block.get(at).filter(|it| it.kind == Kind::Money && it.statistic == Statistic::Rate)?;
        let rest = after(one)?.trim_start();
        let word = rest.split_whitespace().nth(1)?;
        let start = word.as_ptr().addr().checked_sub(rest.as_ptr().addr())?;
        let unit = lexicon.units.measure(rest.get(start..)?)?.1;
        let of = |it: &Claim| lexicon.units.by_name(it.unit.as_deref()?);
        let many = block[..at].iter().rev().take(REACH).find(|it| {
            it.kind == Kind::Measure
                && it.statistic == Statistic::Amount
                && of(it).is_some_and(|it| it.dimension == unit.dimension)
        })?;
        let factor = of(many)?.factor.checked_div(unit.factor)?;
        let total = block[at + 1..].iter().take(REACH).find(|it| {
            it.kind == Kind::Money
                && it.currency == one.currency
                && it.statistic == Statistic::Amount
        })?;
        let lead = between(one, total).or_else(|| before(total))?;
        (says(lead, &self.total)).then_some((many, factor, total))
    }

    /// "240 recruits in six classes of 40": the groups and the whole of what one group holds.
    fn in_groups<'c>(&self, block: &'c [Claim], at: usize) -> Option<(&'c Claim, &'c Claim)> {
        let one = block.get(at).filter(|it| is_number(it))?;
        let many = block.get(at.checked_sub(1)?).filter(|it| is_number(it))?;
        if many.sentence != one.sentence {
            return None;
        }
        let total = block.get(at.checked_sub(2)?).filter(|it| is_number(it))?;
        // "and two of 10": there are more groups than these.
        let goes_on = block[at + 1..].iter().any(is_number);
        let groups = many.counted.as_ref()?;
        let holds = between(many, one)?.trim();
        let is_held = self
            .holding
            .iter()
            .any(|it| holds.strip_suffix(&**it).is_some_and(|it| it.trim_end() == groups.text));
        let is_grouped =
            self.grouped.iter().any(|it| last_word(between(total, many).unwrap_or("")) == it);
        // "in 12 groups of 40 men" names again what the total counts; any other noun is another thing.
        let follows = first_word(after(one)?);
        let is_ended = follows.is_empty()
            || one
                .counted
                .as_ref()
                .zip(total.counted.as_ref())
                .is_some_and(|(x, y)| x.entity == y.entity || x.entity == groups.entity);
        (is_held && is_grouped && is_ended && !goes_on).then_some((many, total))
    }
}

fn is_number(claim: &Claim) -> bool {
    claim.kind == Kind::Count && claim.statistic == Statistic::Amount && claim.stated().is_some()
}

fn judge((many, factor): (&Claim, Decimal), one: &Claim, total: &Claim, outcome: &mut Outcome) {
    let all = || [many, one, total].into_iter();
    // "Over $50 million" for 54 is what a text may say.
    let is_plain = all()
        .all(|it| it.quantity.is_some_and(|it| matches!(it.hedge(), Hedge::Exact | Hedge::About)));
    let (Some(n), Some(x), Some(sum)) = (Rounded::of(many), Rounded::of(one), Rounded::of(total))
    else {
        return;
    };
    let product = n.times(Rounded::exactly(factor)).and_then(|it| it.times(x));
    let Some(product) = product.filter(|_| is_plain) else { return };
    let mut passages: Vec<_> = all().map(passage).collect();
    passages.sort_by_key(|it| it.span.start);
    let text = format!("{} × {}", many.text, one.text);
    if product.meets(sum) {
        let label = format!("{text} = {}", total.text);
        outcome.confirmed.push(Confirmation { fact: "product".to_owned(), label, passages });
        return;
    }
    let is_near = product
        .middle()
        .checked_div(sum.middle())
        .is_some_and(|it| it <= NEAR && it.checked_mul(NEAR).is_some_and(|it| it >= Decimal::ONE));
    if !is_near {
        return;
    }
    let mut values = super::template::Values::new();
    values.insert("left", text);
    let exact = many
        .stated()
        .zip(one.stated())
        .and_then(|(n, x)| n.value().checked_mul(factor)?.checked_mul(x.value()));
    values.insert("right", amount(exact.unwrap_or_else(|| product.middle())));
    values.insert("count", total.text.clone());
    let key = all().map(key_of).collect();
    outcome.violations.push(Violation::new(passages, values, key));
}
