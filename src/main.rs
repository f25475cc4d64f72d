fn main() {
    let mut out = String::new();
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path).unwrap();
        let text = remiss::decode::decode(&bytes).unwrap();
        let name = std::path::Path::new(&path).file_name().unwrap().to_string_lossy().into_owned();
        let document = remiss::document::Document::new(name.clone(), path.clone(), remiss::document::sha256_hex(&bytes), text);
        let t = std::time::Instant::now();
        let (found, layout) = remiss::segment::segment(&document);
        eprintln!("{name} {:?} {:?} units {} notes {} {:?}", t.elapsed(), found.kind, found.units.len(), found.notes.len(), found.referrals);
        for n in &found.notes { eprintln!("   note {}: {}", n.line, n.text); }
        if std::env::var("FACTS").is_ok() { for f in &found.facts { eprintln!("   fact {:?} {} | {} via {:?} l{}", f.fact, f.respondent, f.spelling, f.via, document.index.line_of(f.span.start)); } }
        for u in &found.units {
            let l = document.index.lines_of(u.span);
            let text = remiss::flow::Flow::new(&document, &layout, u.span).text;
            let v = serde_json::json!({"id": format!("{}:{}", document.id(), l[0]), "document": {"name": name, "kind": found.kind.name()},
              "kind": u.kind.name(), "respondent": u.respondent, "lines": l, "intro_lines": u.intro.map(|i| document.index.lines_of(i)), "date": u.date,
              "signers": u.signers, "joins": u.joins, "pointer": u.pointer, "text": text});
            out.push_str(&v.to_string()); out.push('\n');
        }
    }
    print!("{out}");
}
