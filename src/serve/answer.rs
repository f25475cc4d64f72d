//! What is answered, and the frame that every page stands in.

use super::assets;
use super::room::Hall;
use crate::error::Error;
use crate::lang::Words;
use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, LOCATION, SET_COOKIE};
use axum::http::{HeaderValue, Response, StatusCode};
use maud::{DOCTYPE, Markup, html};

/// Who asks, and where.
#[derive(Clone, Debug, Default)]
pub(super) struct Visit {
    /// Who judges, where that was told.
    pub(super) by: Option<String>,
    /// What forms hold.
    pub(super) form: String,
    /// The page that was asked for, with its query.
    pub(super) path: String,
    /// The day.
    pub(super) today: String,
    /// Something can be kept.
    pub(super) keeps: bool,
    /// The fictional city is shown.
    pub(super) example: bool,
    /// Pages are shown as they look: where private persons are masked, they are not.
    pub(super) draws: bool,
    /// Others come over the network.
    pub(super) shared: bool,
}

impl Visit {
    /// What every form begins with.
    pub(super) fn key(&self) -> Markup {
        html! { input type="hidden" name="nyckel" value=(self.form); }
    }
}

/// What is answered.
pub(super) struct Answer {
    status: StatusCode,
    kind: &'static str,
    body: Vec<u8>,
    to: Option<String>,
    cookie: Option<String>,
    lasting: bool,
}

impl Answer {
    fn new(status: StatusCode, kind: &'static str, body: Vec<u8>) -> Self {
        Answer {
            status,
            kind,
            body,
            to: None,
            cookie: None,
            lasting: false,
        }
    }

    /// A page.
    pub(super) fn html(page: String) -> Self {
        Answer::new(
            StatusCode::OK,
            "text/html; charset=utf-8",
            page.into_bytes(),
        )
    }

    /// Bytes of another kind.
    pub(super) fn of(kind: &'static str, body: Vec<u8>) -> Self {
        Answer::new(StatusCode::OK, kind, body)
    }

    /// Go there.
    pub(super) fn to(path: impl Into<String>) -> Self {
        Answer {
            to: Some(path.into()),
            ..Answer::new(StatusCode::SEE_OTHER, "text/plain", Vec::new())
        }
    }

    pub(super) fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    pub(super) fn cookie(mut self, cookie: String) -> Self {
        self.cookie = Some(cookie);
        self
    }

    /// What is at this address never changes.
    pub(super) fn lasting(mut self) -> Self {
        self.lasting = true;
        self
    }

    pub(super) fn response(self) -> Response<Body> {
        let mut response = Response::new(Body::from(self.body));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(self.kind));
        headers.insert(
            CACHE_CONTROL,
            HeaderValue::from_static(match self.lasting {
                true => "private, max-age=31536000, immutable",
                false => "no-store",
            }),
        );
        let given = [(LOCATION, self.to), (SET_COOKIE, self.cookie)];
        for (name, value) in given {
            if let Some(value) = value.and_then(|value| HeaderValue::try_from(value).ok()) {
                headers.insert(name, value);
            }
        }
        response
    }
}

/// The pages by their addresses, with what they are called in the catalogue.
const PLACES: [(&str, &str); 4] = [
    ("/", "serve-home"),
    ("/sok", "serve-search"),
    ("/granska", "serve-review"),
    ("/lagg-till", "serve-add"),
];

/// What a page holds besides its frame.
pub(super) struct Page<'p> {
    pub(super) title: &'p str,
    pub(super) body: Markup,
    /// The report's script goes with it.
    pub(super) views: bool,
}

impl Page<'_> {
    pub(super) fn answer(self, hall: &Hall<'_>, visit: &Visit) -> Answer {
        Answer::html(self.framed(hall.words, Some(visit)))
    }

    /// The whole page; whoever is not let in sees no ways to go.
    pub(super) fn framed(self, words: &Words, visit: Option<&Visit>) -> String {
        let path = visit.map_or("", |visit| visit.path.as_str());
        let is_here = |place: &str| {
            let below = |at: &str| {
                path.strip_prefix(at)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
            };
            match place {
                "/" => path.is_empty() || path == "/" || path.starts_with("/?"),
                place => below(place),
            }
        };
        let foot = match visit {
            Some(visit) if !visit.shared => "serve-foot",
            Some(_) => "serve-foot-shared",
            None => "serve-foot-closed",
        };
        let page = html! {
            (DOCTYPE)
            html lang=(words.lang().code()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    title { (self.title) " – remiss" }
                    link rel="icon" href="data:,";
                    link rel="stylesheet" href=(assets::STYLE.path);
                    script defer src=(assets::SCRIPT.path) {}
                    @if self.views { script defer src=(assets::VIEWS.path) {} }
                }
                body.served data-copy=(words.say("copy")) data-copied=(words.say("copied")) data-close=(words.say("close")) data-found=(words.say("rows-shown")) {
                    a.skip href="#innehall" { (words.say("skip")) }
                    header.site {
                        @if let Some(visit) = visit {
                            nav.places aria-label=(words.say("serve-places")) { ul {
                                @for (place, key) in PLACES {
                                    @if visit.keeps || place != "/lagg-till" {
                                        li { a href=(place) aria-current=[is_here(place).then_some("page")] { (words.say(key)) } }
                                    }
                                }
                            } }
                        }
                    }
                    main id="innehall" tabindex="-1" {
                        @if let Some(visit) = visit.filter(|visit| visit.example) {
                            form.example method="post" action="/exempel" { (visit.key())
                                span { (words.say("serve-example-shown")) } " "
                                button name="visa" value="nej" { (words.say("serve-example-leave")) }
                            }
                        }
                        (self.body)
                    }
                    footer { p.meta { (words.with(foot, &[("version", env!("CARGO_PKG_VERSION").into())])) } }
                }
            }
        };
        page.into_string()
    }
}

/// Why something was not done, as a page.
pub(super) fn refused(words: &Words, visit: &Visit, status: StatusCode, error: &Error) -> Answer {
    let title = words.say("serve-refused");
    let page = Page {
        title: &title,
        body: html! {
            h1 { (title) }
            p.told role="alert" { (error) }
            p { a href="/" { (words.say("serve-home")) } }
        },
        views: false,
    };
    Answer::html(page.framed(words, Some(visit))).status(status)
}
