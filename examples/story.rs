use crosscheck::*;
fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let lexicon = lexicon::Lexicon::english().unwrap();
    let corpus = run::read(&args, &mut std::io::empty(), lexicon).unwrap();
    for (a, b, same, shared) in
        pair::stories(&corpus.documents, &corpus.claims, &corpus.names, lexicon)
    {
        println!(
            "{}\t{}\t{}\t{}",
            corpus.documents[a].source.path, corpus.documents[b].source.path, same, shared
        );
    }
}
