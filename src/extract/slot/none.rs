//! Figures that count nothing: numbers in names, "one" for "a", kinds that are called by a number.

use super::gapped;
use super::view::View;
use crate::claim::{Kind, Value};

/// Why a figure is none; `None` where it may be one. `before` is the figure before it in the sentence.
pub(super) fn reason(view: &View<'_>, before: Option<&View<'_>>) -> Option<&'static str> {
    let Value::Quantity(quantity) = &view.found().value else { return None };
    // "A third-string goalkeeper", "a half-day": the fraction is a part of a word.
    let after = view.last() + 1;
    let is_compound = view.form(after) == "-"
        && matches!(view.class(after + 1), "NOUN" | "ADJ" | "ADV" | "VERB" | "ADP");
    if view.kind == Kind::Ratio && is_compound {
        return Some("part of a word");
    }
    if view.kind == Kind::Ordinal {
        return no_rank(view);
    }
    if view.kind == Kind::Money && is_unit(view) {
        return Some("unit alone");
    }
    if view.kind == Kind::Money && is_numbered(view) {
        return Some("number in a name");
    }
    if view.kind == Kind::Count && is_score(view) {
        return Some("score or vote");
    }
    let is_plain = view.kind == Kind::Count
        && quantity.hedge().name().is_none()
        && view.first() == view.last()
        && !view.form(view.first()).contains(',');
    if !is_plain {
        return None;
    }
    if view.is_word(view.first(), "one") {
        return is_article(view).then_some("pronoun");
    }
    let is_digits = view.form(view.first()).bytes().all(|it| it.is_ascii_digit());
    if is_digits && is_year(view) {
        return Some("year");
    }
    if is_digits && is_form(view) {
        return Some("number in a name");
    }
    let is_more = quantity.leading() > 1.into();
    // "Harrow had 12 crates and Barton 9": the name is who has them.
    let is_gapped = || before.is_some_and(|it| gapped::subject(view, it).is_some());
    let is_name = || {
        is_named(view) && !is_gapped()
            || is_index(view)
            || is_labelled(view)
            || is_address(view)
            || is_more && is_one_thing(view)
    };
    if is_digits && is_name() || is_title(view) {
        return Some("number in a name");
    }
    is_kind(view).then_some("kind called by a number")
}

/// Why an ordinal ranks nothing: it belongs to a word or a name, or says when.
fn no_rank(view: &View<'_>) -> Option<&'static str> {
    let next = view.last() + 1;
    let is_capital = |at: usize| view.form(at).starts_with(char::is_uppercase);
    // "The third-largest town" has its rank.
    let is_superlative =
        |at: usize| matches!(view.tag(at), "JJS" | "RBS") || view.form(at).ends_with("est");
    if view.form(next) == "-" && view.is_written(next + 1) && !is_superlative(next + 1) {
        return Some("part of a word");
    }
    // "The Second Amendment", "the Third District Court"
    let is_word = view.form(view.first()).starts_with(char::is_alphabetic);
    let is_name = is_word && is_capital(view.first()) && view.class(next) == "PROPN";
    if is_name && is_capital(next) && view.first() > 0 {
        return Some("number in a name");
    }
    // "It was first seen in May", "First, they left", but "she came third".
    let is_adverb = view.class(view.first()) == "ADV"
        && !is_superlative(next)
        && view.head(view.first()).is_some_and(|it| it > view.first());
    is_adverb.then_some("order of telling")
}

/// `Tram 3`, `the Aldgate 100`: digits right after a name that they belong to, and nothing after them that they count.
fn is_named(view: &View<'_>) -> bool {
    let Some(name) = view.first().checked_sub(1) else { return false };
    let is_name = view.class(name) == "PROPN" && !view.is_time(name) && !view.is_number(name);
    let counts = matches!(view.class(view.last() + 1), "NOUN" | "ADJ" | "VERB" | "SYM" | "NUM")
        || matches!(view.form(view.last() + 1), "-" | "%" | "/" | "″" | "'")
        || is_inch(view);
    // "Harrier 12 boats": whatever is counted behind it, the tree has the number in the name.
    let is_inside = view.head(view.top) == Some(name)
        && view.is(view.top, &["flat", "nummod", "nmod:unmarked"])
        && view.is(name, &["compound", "flat"])
        && !view.is_place(name);
    if is_name && is_inside && matches!(view.class(view.last() + 1), "NOUN" | "ADJ") {
        return true;
    }
    let hangs_on_it = view.head(view.top) == Some(name)
        || view.head(view.top) == view.head(name) && view.is(name, &["compound", "flat"])
        || view.head(name) == Some(view.top);
    // "In the Bronx 40 were hurt": the name says where.
    let says_where = matches!(view.class(view.last() + 1), "VERB" | "AUX")
        && article(view, name).is_some_and(|it| is_behind_adposition(view, it));
    is_name && !counts && hangs_on_it && !says_where
}

/// `the FTSE 100 rose`, `Fortune 500 firms`: a name that is known to end in a number, or that opens with an article and is
/// told of.
fn is_index(view: &View<'_>) -> bool {
    let Some(name) = view.first().checked_sub(1) else { return false };
    let is_name = |at: usize| {
        view.class(at) == "PROPN" && !view.is_time(at) && !view.is_number(at) && !view.is_place(at)
    };
    // "S&P" is three words.
    let joined = name.checked_sub(2).filter(|it| view.form(it + 1) == "&");
    let joined = joined.map(|it| [view.form(it), "&", view.form(name)].concat().to_lowercase());
    let is_known = view.is_listed(name, "index")
        || joined.is_some_and(|it| view.parsed.patterns.words.has("index", &it));
    let is_told = matches!(view.class(view.last() + 1), "VERB" | "AUX");
    let opens =
        article(view, name).is_some_and(|it| is_name(it + 1) && !is_behind_adposition(view, it));
    is_known || opens && is_told
}

/// The article of a name, by the last word of the name.
fn article(view: &View<'_>, name: usize) -> Option<usize> {
    let first = (0..=name).rev().take_while(|it| view.class(*it) == "PROPN").last()?;
    first.checked_sub(1).filter(|it| view.is_word(*it, "the"))
}

fn is_behind_adposition(view: &View<'_>, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|it| view.class(it) == "ADP")
}

/// `line 14`, `Row 21`: digits behind the singular of what is told apart by numbers, with nothing behind that they count;
/// what has an article says where: "in the area 40 were hurt".
fn is_labelled(view: &View<'_>) -> bool {
    let Some(label) = view.first().checked_sub(1) else { return false };
    let is_label = matches!(view.tag(label), "NN" | "NNP") && view.is_listed(label, "numbered");
    let counted = noun_after(view).is_some_and(|it| !is_singular(view, it));
    let first = (0..label).rev().find(|it| !matches!(view.class(*it), "NOUN" | "PROPN" | "ADJ"));
    let has_article = first.is_some_and(|it| matches!(view.class(it), "DET" | "PRON"));
    is_label && !counted && !has_article
}

/// `the 1986 mayoral race`, `his 1986 opponents`: four digits before one thing, which thousands are not, or before things that
/// are known already.
fn is_year(view: &View<'_>) -> bool {
    let years = 1900..2100;
    let Some(year) = view.form(view.first()).parse::<u16>().ok().filter(|it| years.contains(it))
    else {
        return false;
    };
    let Some(noun) = noun_after(view).or_else(|| phrase_after(view)) else {
        // "Up 4 percent on 1986."
        return view.first().checked_sub(1).is_some_and(|it| view.is_listed(it, "compared"))
            && matches!(view.class(view.last() + 1), "" | "PUNCT");
    };
    let is_known = view
        .first()
        .checked_sub(1)
        .is_some_and(|it| view.is_word(it, "the") || matches!(view.tag(it), "PRP$" | "POS"));
    is_singular(view, noun) || is_known && year % 100 != 0
}

/// `(million dollars)`, `in million dollars`: the unit of figures elsewhere.
fn is_unit(view: &View<'_>) -> bool {
    let before = view.first().checked_sub(1);
    let is_aside = before.is_some_and(|it| view.form(it) == "(" || view.is_word(it, "in"));
    let text = view.text(view.first()..=view.last());
    let scale = text.split([' ', '-']).next().unwrap_or_default().to_lowercase();
    let has_digits = text.bytes().any(|c| c.is_ascii_digit());
    is_aside && !has_digits && view.parsed.patterns.words.has("scale", &scale)
}

/// `PEN90`: letters that are a currency as well as a word, joined to a small number.
fn is_numbered(view: &View<'_>) -> bool {
    let text = view.text(view.first()..=view.last());
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (code, number) = text.split_at(letters);
    let is_small = (1..3).contains(&number.len()) && number.bytes().all(|c| c.is_ascii_digit());
    is_small && view.parsed.patterns.words.has("code-and-word", &code.to_lowercase())
}

/// `12-19`, `a 31-40 record`: small numbers joined by a hyphen with nothing behind them that they count.
fn is_score(view: &View<'_>) -> bool {
    let text = view.text(view.first()..=view.last());
    let halves = text.split_once(['-', '–']);
    let is_small =
        |it: &str| it.len() < 4 && !it.is_empty() && it.bytes().all(|c| c.is_ascii_digit());
    let is_pair = halves.is_some_and(|(a, b)| is_small(a) && is_small(b));
    let is_range = view.first().checked_sub(1).is_some_and(|it| view.class(it) == "ADP");
    is_pair
        && (!is_range || noun_after(view).is_some())
        && noun_after(view).is_none_or(|it| is_singular(view, it))
}

/// `form 12-B`: a capital joined to a number.
fn is_form(view: &View<'_>) -> bool {
    let letter = view.form(view.last() + 2);
    let is_letter = letter.len() == 1 && letter.bytes().all(|c| c.is_ascii_uppercase());
    view.form(view.last() + 1) == "-" && is_letter
}

/// `Studio Seven`, `the Great Eight`: a number word with a capital inside a name, where capitals are not the rule.
fn is_title(view: &View<'_>) -> bool {
    let at = view.first();
    let is_capital = |at: usize| view.form(at).starts_with(char::is_uppercase);
    let Some(before) = at.checked_sub(1).filter(|_| is_capital(at)) else { return false };
    let is_name = |at: usize| is_capital(at) && view.class(at) == "PROPN" && !view.is_place(at);
    let is_word = |at: &usize| view.form(*at).starts_with(char::is_alphabetic);
    let words = (0..view.length()).filter(is_word).count();
    let capitals = (0..view.length()).filter(|it| is_word(it) && is_capital(*it)).count();
    before > 0 && is_name(before) && capitals * 2 < words
}

/// `14 Harbour`, `the 12 bus`: more than one of a thing are named in the plural.
fn is_one_thing(view: &View<'_>) -> bool {
    let is_measure = view.is_listed(view.last() + 1, "time-unit|length-unit|unit");
    !is_measure && noun_after(view).is_some_and(|it| is_singular(view, it))
}

/// The noun that ends the phrase right after a figure; `None` where the phrase goes on in a way that leaves its end open.
fn noun_after(view: &View<'_>) -> Option<usize> {
    let end = phrase_after(view)?;
    // "12 tower and hill forts", "12 sheep-dogs", "12 barn dancing lessons", "12 ferry's crews"
    let is_open = matches!(view.tag(end + 1), "CC" | "HYPH" | "VBG" | "VBN" | "POS" | "``" | "''");
    let is_plural = |at: usize| matches!(view.tag(at), "NNS" | "NNPS");
    let plural = (view.last() + 1..=end).rfind(|it| is_plural(*it));
    let is_noun = matches!(view.class(end), "NOUN" | "PROPN");
    plural.or_else(|| (!is_open && is_noun).then_some(end))
}

/// The last of the nouns and adjectives right after a figure.
fn phrase_after(view: &View<'_>) -> Option<usize> {
    let is_part = |at: &usize| {
        matches!(view.class(*at), "NOUN" | "PROPN" | "ADJ")
            && !view.is_number(*at)
            && !view.is_time(*at)
    };
    (view.last() + 1..view.length()).take_while(is_part).last()
}

/// Whether a noun names one thing, in a form that its plural does not have.
fn is_singular(view: &View<'_>, noun: usize) -> bool {
    let entry = view.parsed.lexicon.word(view.form(noun));
    let number = entry.and_then(|it| it.noun).map(|it| it.1);
    let is_plural = number.unwrap_or(view.form(noun).ends_with('s'));
    let code = view.form(noun).to_uppercase();
    let is_currency = view.parsed.lexicon.units.currency_symbol(&code).is_some();
    // "12 Wh": a short word that no list has may be a unit.
    let is_word = number.is_some() || view.form(noun).len() > 3;
    matches!(view.tag(noun), "NN" | "NNP")
        && is_word
        && !is_plural
        && !is_currency
        && !view.is_listed(noun, "of-people|time-unit|length-unit|unit")
}

/// `4 Harbour Way`: digits before a name that ends in a word for a street.
fn is_address(view: &View<'_>) -> bool {
    let is_name = |it: &usize| view.class(*it) == "PROPN";
    let last = (view.last() + 1..view.length()).take_while(is_name).last();
    last.is_some_and(|it| it > view.last() + 1 && view.is_listed(it, "street"))
}

/// `a 12-seater`, `a 112 call`: a singular noun with an article, called by a number rather than counted.
fn is_kind(view: &View<'_>) -> bool {
    let article = view.first().checked_sub(1);
    let has_article = article.is_some_and(|it| view.is_word(it, "a") || view.is_word(it, "an"));
    let next = view.last() + 1;
    let is_hyphen = view.form(next) == "-";
    let noun = if is_hyphen { next + 1 } else { next };
    // "A 40-seat bus" has 40 seats.
    let is_last =
        !matches!(view.class(noun + 1), "NOUN" | "PROPN" | "ADJ") && view.form(noun + 1) != "-";
    let is_singular = view.tag(noun) == "NN" && !view.is_listed(noun, "time-unit|length-unit|unit");
    has_article && is_singular && is_last
}

/// `one of the tallest`, `at one point`, `one neighbour said`: "one" where "a" could stand.
fn is_article(view: &View<'_>) -> bool {
    let at = view.first();
    if view.children(at).any(|it| {
        view.is(it, &["nmod"])
            && view.kids(it, &["amod"]).any(|it| matches!(view.tag(it), "JJS" | "RBS"))
    }) {
        return true;
    }
    let Some(noun) = view.head(at).filter(|_| view.is(at, &["nummod", "det"])) else {
        return false;
    };
    let says =
        view.head(noun).is_some_and(|it| view.is_listed(it, "saying")) && view.is(noun, &["nsubj"]);
    // "One last time" is counted.
    says || noun == at + 1 && view.is_listed(noun, "idle")
}

/// `8"`: inches; a quotation ends with the same mark, and has begun before.
fn is_inch(view: &View<'_>) -> bool {
    let mark = view.last() + 1;
    view.form(mark) == "\"" && !(0..mark).any(|it| view.form(it) == "\"")
}
