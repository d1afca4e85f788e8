use crosscheck::*;
fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let lexicon = lexicon::Lexicon::english().unwrap();
    let corpus = run::read(&args, &mut std::io::empty(), lexicon).unwrap();
    let w = pair::Weights::shipped().unwrap();
    for p in pair::survey(&corpus.documents, &corpus.claims, &corpus.names, &w, lexicon) {
        let (a, b) = (&corpus.claims[p.left], &corpus.claims[p.right]);
        let side = |c: &claim::Claim| serde_json::json!({"doc": c.source.path, "start": c.span.start, "end": c.span.end, "text": c.text, "id": c.id[..8], "kind": c.kind.name(), "unit": c.unit_name(), "q": c.counted.as_ref().map(|it| it.qualifiers.clone()), "act": c.actions.iter().map(|it| it.family.to_string()).collect::<Vec<_>>(), "known": c.actions.iter().any(|it| it.is_known), "stat": c.statistic.name(), "mod": c.modality.name(), "v": c.quantity.map(|q| q.leading().to_string()), "hedge": c.quantity.map(|q| q.hedge().name()), "sent": &*c.sentence_text, "pub": c.source.published.map(|d| d.to_string()), "head": c.is_heading, "by": c.attribution});
        let slots: serde_json::Map<String, serde_json::Value> = p
            .slots
            .iter()
            .map(|s| (s.slot.name().to_owned(), serde_json::json!(format!("{:?}", s.standing))))
            .collect();
        println!(
            "{}",
            serde_json::json!({"a": side(a), "b": side(b), "hb": p.half_bits, "rel": p.relation.name(), "dist": p.distance.to_string(), "wording": p.wording, "fb": p.figure_bits, "tied": p.is_tied, "veto": p.veto.map(|v| v.name()), "slots": slots})
        );
    }
}
