//! Families of forms that meet, and words that only look alike.

use super::*;

fn meet(forms: &str) {
    let stemmer = Stemmer::new().unwrap();
    let stems: Vec<String> = forms.split(' ').map(|form| stemmer.stem(form)).collect();
    assert!(
        stems.windows(2).all(|pair| pair[0] == pair[1]),
        "{forms}: {stems:?}"
    );
}

#[test]
fn forms_meet() {
    for forms in [
        "förslag förslaget förslagen förslagets",
        "system systemet systemen",
        "mål målet målen målens",
        "beslut beslutet besluten",
        "program programmet programmen programmets",
        "särskild särskilt särskilda",
        "positiv positivt positiva",
        "sätt sättet",
        "fråga frågan frågor frågorna",
        "strategi strategin strategier",
        "ärende ärendet ärenden ärendets",
        "område området områden områdena",
        "verksamhet verksamheten verksamheter verksamheternas",
        "resurs resurser resurserna resursernas",
        "remiss remissen remisser",
        "kompetens kompetensen kompetenser",
        "viktig viktigt viktiga viktigare viktigaste",
        "nämnd nämnden nämnder nämndernas nämnds",
        "stad staden städer stadens",
        "skillnad skillnader skillnaden",
        "åtgärd åtgärder åtgärden åtgärderna",
        "budget budgeten budgetar budgets",
        "indikator indikatorer indikatorerna",
        "konto kontot konton kontona",
        "medborgare medborgaren medborgarna medborgarnas medborgares",
        "utförare utförarna utförares",
        "uttalande uttalandet uttalanden",
        "konkret konkreta",
        "öka ökat ökad ökade",
        "policy policyn policyns",
        "skola skolan skolans skolor",
        "förtydliga förtydligas förtydligar förtydligats",
        "fullmäktige fullmäktiges",
        "leverans leveransen leveranser",
        "instans instansen instanser",
        "webbplats webbplatsen webbplatser",
        "mötesplats mötesplatsen mötesplatserna",
        "tjänsteman tjänstemannen tjänstemän tjänstemännens",
        "kontor kontoret kontoren kontors",
        "förorena förorenar förorenad förorenat",
        "avseende avseenden avseendet",
        "rättsväsende rättsväsendet rättsväsen",
        "summa summan summans summor",
    ] {
        meet(forms);
    }
}

#[test]
fn words_that_only_look_alike_stay_apart() {
    let stemmer = Stemmer::new().unwrap();
    for pair in [
        "intern inte",
        "interna inte",
        "men menar",
        "men mena",
        "var vara",
        "var varor",
        "vara varor",
        "vid vidare",
        "när nära",
        "styrelse styra",
        "tid tidigare",
        "tid tidig",
        "vikt viktig",
        "rätt rättigheter",
        "sommar som",
        "samer samma",
        "nytta nytt",
        "kund kunde",
        "användare använda",
        "lärare lära",
        "utförare utföra",
        "ställe ställa",
        "källare källa",
        "villor ville",
        "brukare bruk",
        "val väl",
        "råd rad",
        "bor bör",
        "för föra",
        "man mannen",
        "sin sina",
        "rötter rött",
        "tills tillse",
        "spår spå",
        "mått må",
        "sår så",
        "bad be",
        "droger dra",
        "sågar såg",
        "nämnd nämna",
        "uppdraget uppdra",
        "bidrag bidra",
        "företräde företräda",
        "röst rysa",
        "väst väsa",
        "fläkt fläka",
        "land landa",
        "rest resa",
        "avsteg avstiga",
        "upphov upphäva",
        "parkering parkera",
        "planer planera",
        "armen armén",
        "centerparti centrum",
        "underbar underbära",
        "tomt tom",
        "kontor konto",
        "förorena föra",
        "förvaltare förvälja",
        "mötesplatser spel",
        "våren vår",
        "yrke yrka",
        "riket rik",
        "rikta rik",
        "via vi",
        "utöver utöva",
    ] {
        let (a, b) = pair.split_once(' ').unwrap();
        assert_ne!(stemmer.stem(a), stemmer.stem(b), "{pair}");
    }
}

#[test]
fn a_form_is_told_the_way_to_its_stem() {
    let stemmer = Stemmer::new().unwrap();
    let by = |word: &str| stemmer.explained(word).1.join("; ");
    assert_eq!(by("tillåtits"), "strong verbs: tillåtits → tillåt");
    assert_eq!(by("handböckerna"), "plurals with a change: böckerna → bok");
    assert_eq!(by("men"), "a word of its own");
    assert_eq!(
        by("nämnden"),
        "nouns with a participle's ending: nämnden → nämnd"
    );
    assert_eq!(by("frågorna"), "-orna (plurals and definite forms)");
}

proptest::proptest! {
    #[test]
    fn whatever_letters_have_a_stem(word in "[a-zåäöé·]{1,40}") {
        let stem = STEMMER.stem(&word);
        proptest::prop_assert!(!stem.is_empty());
        proptest::prop_assert!(stem.len() <= word.len() + 8, "{stem}");
    }
}

static STEMMER: std::sync::LazyLock<Stemmer> = std::sync::LazyLock::new(|| Stemmer::new().unwrap());
