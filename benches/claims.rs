//! How fast documents become claims, and claims findings: `cargo bench`.
//!
//! The text is made here from a few sentence patterns, so that it is the same everywhere.

use crosscheck::claim::Source;
use crosscheck::lexicon::Lexicon;
use crosscheck::{collect, rules, run};
use divan::Bencher;
use divan::counter::BytesCount;

fn main() {
    divan::main();
}

/// News-like prose of about that many bytes; one paragraph in four has no figure.
fn prose(bytes: usize) -> String {
    let patterns = [
        "Police in Norway arrested {} suspects on Thursday, the ministry in Oslo said, and seized more \
         than {} cars in a joint operation with officers from Sweden. ",
        "The council approved a budget of ${} million for 2025, up 4 percent from last year, and cut \
         about {} jobs in the first quarter. ",
        "Officials said that the work would go on, that neighbours had been told, and that nobody was \
         to blame for the delay in the talks. ",
        "From February 20 to mid-March, {} people were evacuated from the valley, nearly {} of them \
         children, after the river rose. ",
    ];
    let mut text = String::with_capacity(bytes + 256);
    let mut n = 17_u64;
    while text.len() < bytes {
        for (index, pattern) in patterns.iter().enumerate() {
            for part in pattern.split_inclusive("{}") {
                n = (n * 6_364_136_223 + 1_442_695) % 99_991;
                text.push_str(&part.replace("{}", &n.to_string()));
            }
            if index == patterns.len() - 1 {
                text.push_str("\n\n");
            }
        }
    }
    text
}

/// Text to claims on one core; the rate should not fall as the text grows.
#[divan::bench(args = [100_000, 1_000_000])]
fn claims(bencher: Bencher<'_, '_>, bytes: usize) {
    let Ok(lexicon) = Lexicon::english() else { return };
    let text = prose(bytes);
    let Ok(document) = collect::from_text(Source::at("bench.txt"), &text, lexicon) else { return };
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| run::corpus(vec![document.clone()], Vec::new(), lexicon));
}

/// Claims of many documents to findings.
#[divan::bench(args = [10, 100])]
fn check(bencher: Bencher<'_, '_>, documents: usize) {
    let (Ok(lexicon), Ok(rules)) = (Lexicon::english(), rules::shipped()) else {
        return;
    };
    let text = prose(5_000);
    let read = (0..documents)
        .filter_map(|it| collect::from_text(Source::at(format!("{it}.txt")), &text, lexicon).ok());
    let corpus = run::corpus(read.collect(), Vec::new(), lexicon);
    bencher.bench(|| run::check(&corpus, &rules, lexicon));
}
