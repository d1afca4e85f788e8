//! The form a dictionary has a word under.

use std::borrow::Cow;

use crate::lexicon::{Lexicon, Nouns};
use crate::parse::{Grammar, Node};

/// The lemma of a word, in lower case; its tag says which word it is: "leaves" of a tree, or from a station.
pub(super) fn lemma<'t>(form: &'t str, node: &Node, lexicon: &Lexicon) -> Cow<'t, str> {
    match node.tag {
        "NNS" | "NNPS" => Cow::Owned(singular(&form.to_lowercase(), lexicon)),
        "VBD" | "VBN" | "VBG" | "VBZ" | "VBP" | "VB" | "MD" => {
            Cow::Owned(verb(&form.to_lowercase(), node.tag, lexicon))
        }
        _ => lower(form),
    }
}

/// A form in lower case.
pub(super) fn lower(form: &str) -> Cow<'_, str> {
    if form.chars().any(char::is_uppercase) {
        Cow::Owned(form.to_lowercase())
    } else {
        Cow::Borrowed(form)
    }
}

/// The singular of a plural.
pub(super) fn singular(plural: &str, lexicon: &Lexicon) -> String {
    let entry = lexicon.word(plural);
    let stem = |cut: usize, add: &str| format!("{}{add}", &plural[..plural.len() - cut]);
    // "lives" is of "life": the lexicon knows irregular plurals under their entity only.
    if let Some((noun, true)) = entry.and_then(|it| it.noun)
        && let Some(entity) = Nouns.entity(noun)
        && (!plural.ends_with('s') || plural.ends_with("ves"))
        && entity.chars().next() == plural.chars().next()
    {
        return entity.to_owned();
    }
    match plural {
        _ if plural.ends_with("ies") && plural.len() > 4 => stem(3, "y"),
        _ if ["ches", "shes", "sses", "xes", "zzes"].iter().any(|it| plural.ends_with(it)) => {
            stem(2, "")
        }
        // "Buses" of "bus", "houses" of "house": the one that is known.
        _ if ["ses", "zes", "oes"].iter().any(|it| plural.ends_with(it))
            && is_noun(&plural[..plural.len() - 2], lexicon)
            && !is_noun(&plural[..plural.len() - 1], lexicon) =>
        {
            stem(2, "")
        }
        _ if plural.ends_with("men") => stem(2, "an"),
        _ if plural.ends_with('s') && !plural.ends_with("ss") && plural.len() > 2 => stem(1, ""),
        _ => plural.to_owned(),
    }
}

fn is_noun(word: &str, lexicon: &Lexicon) -> bool {
    lexicon.word(word).is_some_and(|it| it.noun.is_some())
}

/// The base form of a verb.
fn verb(form: &str, tag: &str, lexicon: &Lexicon) -> String {
    if let Some(clitic) = CLITICS.iter().find(|it| it.0 == form) {
        return clitic.1.to_owned();
    }
    if let Some(base) = AUXILIARIES.iter().find(|it| it.1.contains(&form)) {
        return base.0.to_owned();
    }
    let known = lexicon.word(form).and_then(|it| lexicon.families.lemma(it.verb?.0));
    if let Some(known) = known {
        return known.to_owned();
    }
    let endings: &[&str] = match tag {
        "VBZ" => &["ies", "es", "s"],
        "VBG" => &["ing"],
        "VBD" | "VBN" => &["ied", "ed"],
        _ => &[],
    };
    let candidates = endings.iter().filter_map(|it| Some((it, form.strip_suffix(it)?)));
    for (ending, stem) in candidates.filter(|it| it.1.len() > 1) {
        let bases: &[String] = &match *ending {
            "ies" | "ied" => vec![format!("{stem}y")],
            "s" => vec![stem.to_owned()],
            _ => vec![format!("{stem}e"), stem.to_owned(), undoubled(stem).to_owned()],
        };
        if let Some(base) = bases.iter().find(|it| Grammar::english().is_verb(it)) {
            return base.clone();
        }
        if matches!(*ending, "ed" | "ing") {
            return if takes_e(stem) { format!("{stem}e") } else { undoubled(stem).to_owned() };
        }
        if *ending != "es" || ["ch", "sh", "ss", "x", "z", "o"].iter().any(|it| stem.ends_with(it))
        {
            return bases[0].trim_end_matches(if *ending == "es" { "e" } else { "" }).to_owned();
        }
    }
    form.to_owned()
}

/// The verb of a participle that describes, the plain form of a comparative.
pub(super) fn adjective(form: &str, tag: &str, lexicon: &Lexicon) -> Option<String> {
    const IRREGULAR: [(&str, &str); 8] = [
        ("more", "many"),
        ("most", "many"),
        ("less", "little"),
        ("least", "little"),
        ("better", "good"),
        ("best", "good"),
        ("worse", "bad"),
        ("worst", "bad"),
    ];
    if form.ends_with("ed") {
        return Some(verb(form, "VBN", lexicon));
    }
    let ending = match tag {
        "JJR" | "RBR" => "er",
        "JJS" | "RBS" => "est",
        _ => return None,
    };
    let irregular = IRREGULAR.iter().find(|it| it.0 == form).map(|it| it.1.to_owned());
    irregular.or_else(|| {
        let stem = form.strip_suffix(ending)?;
        Some(match stem.strip_suffix('i') {
            Some(stem) => format!("{stem}y"),
            None => undoubled(stem).to_owned(),
        })
    })
}

/// Verbs whose forms follow no rule and that no list of acts has.
const AUXILIARIES: [(&str, &[&str]); 3] = [
    ("be", &["is", "are", "was", "were", "been", "being", "am"]),
    ("have", &["has", "had", "having"]),
    ("do", &["does", "did", "done", "doing"]),
];

/// Contracted forms.
const CLITICS: [(&str, &str); 9] = [
    ("'s", "be"),
    ("’s", "be"),
    ("'re", "be"),
    ("’re", "be"),
    ("'ve", "have"),
    ("’ve", "have"),
    ("ca", "can"),
    ("wo", "will"),
    ("'ll", "will"),
];

/// `stopp` without the letter that only the ending doubled.
fn undoubled(stem: &str) -> &str {
    match stem.as_bytes() {
        [.., a, b] if a == b && !b"lsz".contains(b) => &stem[..stem.len() - 1],
        // "Totalled" of "total"; shorter ones are "call", "fill", "roll".
        [.., b'l', b'l'] if stem.len() > 5 => &stem[..stem.len() - 1],
        _ => stem,
    }
}

/// Whether a verb that nobody knows lost an "e" before its ending: endings that no English verb has without one
/// (after Minnen, Carroll and Pearce 2001).
fn takes_e(stem: &str) -> bool {
    const ENDINGS: [&str; 12] =
        ["at", "bl", "iz", "is", "c", "v", "u", "dg", "rg", "as", "ur", "ng"];
    let is_short = stem.len() < 4;
    !is_short
        && ENDINGS.iter().any(|it| stem.ends_with(it))
        && !stem.ends_with("eat")
        && !stem.ends_with("oat")
}
