//! Which address is answered by what.

use super::answer::{Answer, Visit};
use super::app::{App, ask};
use super::guard::Fields;
use super::room::Hall;
use super::search::Asked;
use super::{adding, assets, guard, home, keeping, picture, referral, review, search, text};
use crate::error::Result;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Path, Query, Request, State};
use axum::http::{HeaderMap, Response, StatusCode, Uri};
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use axum::{Extension, Router};
use std::sync::Arc;

/// Bytes of a form.
const FORM: usize = 64 << 10;

type Shared = State<Arc<App>>;
type Visiting = Extension<Visit>;
type Form = Extension<Fields>;
type Asking = Query<Vec<(String, String)>>;

pub(super) fn router(app: Arc<App>) -> Router {
    Router::new()
        .route("/", get(start))
        .route("/fil/{name}", get(asset))
        .route("/exempel", post(example))
        .route("/remiss/{id}", get(to_overview))
        .route("/remiss/{id}/{view}", get(view))
        .route("/remiss/{id}/{view}/{part}", get(part))
        .route("/sok", get(searched))
        .route("/sok/spara", post(keep_search))
        .route("/sok/sedd", post(mark_search))
        .route("/text/{id}", get(paper))
        .route("/sida/{id}/{page}", get(printed))
        .route("/granska", get(queue))
        .route("/granska/domar", get(judgements))
        .route("/granska/enighet", get(agreement))
        .route("/granska/namn", post(name))
        .route("/granska/dom", post(judge))
        .route("/granska/stallning", post(judge_position))
        .route("/granska/begaran", post(judge_ask))
        .route("/granska/angra", post(take_back))
        .route("/granska/{id}", get(to_judge))
        .route("/lagg-till", get(add))
        .route("/lagg-till/fil", post(receive))
        .route("/lagg-till/las", post(read))
        .route("/lagg-till/handelser", get(news))
        .fallback(nowhere)
        .layer(from_fn_with_state(Arc::clone(&app), guard::guard))
        // Outermost: the guard reads forms.
        .layer(DefaultBodyLimit::max(FORM))
        .with_state(app)
}

async fn asset(uri: Uri) -> Response<Body> {
    match assets::at(uri.path()) {
        Some(asset) => Answer::of(asset.kind, asset.text.clone().into_bytes()).lasting(),
        None => Answer::of("text/plain", Vec::new()).status(StatusCode::NOT_FOUND),
    }
    .response()
}

async fn start(State(app): Shared, Extension(visit): Visiting) -> Response<Body> {
    ask(app, visit, home::page).await.response()
}

/// What a form asks for, done and answered.
async fn posted(
    app: Arc<App>,
    visit: Visit,
    fields: Fields,
    act: impl FnOnce(&App, &Hall<'_>, &Visit, &Fields) -> Result<Answer> + Send + 'static,
) -> Response<Body> {
    let shared = Arc::clone(&app);
    ask(app, visit, move |hall, visit| {
        act(&shared, hall, visit, &fields)
    })
    .await
    .response()
}

/// The fictional city is shown, or no more.
async fn example(
    State(app): Shared,
    Extension(visit): Visiting,
    Extension(fields): Form,
) -> Response<Body> {
    posted(app, visit, fields, |app, _, _, fields| {
        let shown = fields.get("visa") == Some("ja");
        app.example.show(shown, &app.settings.options)?;
        Ok(Answer::to("/"))
    })
    .await
}

async fn to_overview(Path(id): Path<String>) -> Response<Body> {
    let id = super::href::encoded(&id);
    Answer::to(format!("/remiss/{id}/oversikt")).response()
}

async fn view(
    State(app): Shared,
    Extension(visit): Visiting,
    Path((id, view)): Path<(String, String)>,
) -> Response<Body> {
    ask(app, visit, move |hall, visit| {
        referral::page(hall, visit, (&id, &view, None))
    })
    .await
    .response()
}

async fn part(
    State(app): Shared,
    Extension(visit): Visiting,
    Path((id, view, part)): Path<(String, String, String)>,
) -> Response<Body> {
    ask(app, visit, move |hall, visit| {
        referral::page(hall, visit, (&id, &view, Some(&part)))
    })
    .await
    .response()
}

async fn searched(
    State(app): Shared,
    Extension(visit): Visiting,
    Query(fields): Asking,
) -> Response<Body> {
    let asked = Asked::of(&Fields(fields));
    let shared = Arc::clone(&app);
    ask(app, visit, move |hall, visit| {
        let kept = keeping::searches(&shared)?;
        let asked = keeping::meant(&kept, asked, hall.reader)?;
        search::page(hall, visit, &asked, &kept)
    })
    .await
    .response()
}

async fn keep_search(
    State(app): Shared,
    Extension(visit): Visiting,
    Extension(fields): Form,
) -> Response<Body> {
    posted(app, visit, fields, keeping::keep_search).await
}

async fn mark_search(
    State(app): Shared,
    Extension(visit): Visiting,
    Extension(fields): Form,
) -> Response<Body> {
    posted(app, visit, fields, |app, hall, visit, fields| {
        keeping::mark_search(app, hall.reader, fields, &visit.today)
    })
    .await
}

async fn paper(
    State(app): Shared,
    Extension(visit): Visiting,
    Path(id): Path<String>,
    Query(fields): Asking,
) -> Response<Body> {
    ask(app, visit, move |hall, visit| {
        text::page(hall, visit, &id, &Fields(fields))
    })
    .await
    .response()
}

async fn nowhere(State(app): Shared, Extension(visit): Visiting) -> Response<Body> {
    ask(app, visit, |hall, visit| Ok(home::nowhere(hall, visit)))
        .await
        .response()
}

async fn queue(
    State(app): Shared,
    Extension(visit): Visiting,
    Query(fields): Asking,
) -> Response<Body> {
    ask(app, visit, move |hall, visit| {
        review::page(hall, visit, &Fields(fields))
    })
    .await
    .response()
}

async fn judgements(State(app): Shared, Extension(visit): Visiting) -> Response<Body> {
    ask(app, visit, review::judgements).await.response()
}

async fn agreement(State(app): Shared, Extension(visit): Visiting) -> Response<Body> {
    ask(app, visit, review::agreement).await.response()
}

async fn to_judge(
    State(app): Shared,
    Extension(visit): Visiting,
    Path(id): Path<String>,
) -> Response<Body> {
    ask(app, visit, move |hall, visit| {
        review::paper(hall, visit, &id)
    })
    .await
    .response()
}

async fn name(
    State(app): Shared,
    Extension(visit): Visiting,
    Extension(fields): Form,
) -> Response<Body> {
    posted(app, visit, fields, |app, hall, _, fields| {
        review::named(app, hall, fields)
    })
    .await
}

async fn judge(
    State(app): Shared,
    Extension(visit): Visiting,
    Extension(fields): Form,
) -> Response<Body> {
    posted(app, visit, fields, review::judged).await
}

async fn judge_position(
    State(app): Shared,
    Extension(visit): Visiting,
    Extension(fields): Form,
) -> Response<Body> {
    posted(app, visit, fields, review::position).await
}

async fn judge_ask(
    State(app): Shared,
    Extension(visit): Visiting,
    Extension(fields): Form,
) -> Response<Body> {
    posted(app, visit, fields, review::ask).await
}

async fn take_back(
    State(app): Shared,
    Extension(visit): Visiting,
    Extension(fields): Form,
) -> Response<Body> {
    posted(app, visit, fields, review::taken_back).await
}

async fn add(State(app): Shared, Extension(visit): Visiting) -> Response<Body> {
    let shared = Arc::clone(&app);
    ask(app, visit, move |hall, visit| {
        adding::page(&shared, hall, visit)
    })
    .await
    .response()
}

/// What a script is told, a line.
fn line(told: Result<String>) -> Answer {
    let kind = "text/plain; charset=utf-8";
    match told {
        Ok(words) => Answer::of(kind, words.into_bytes()),
        Err(error) => {
            Answer::of(kind, error.to_string().into_bytes()).status(StatusCode::BAD_REQUEST)
        }
    }
}

async fn receive(State(app): Shared, Query(fields): Asking, request: Request) -> Response<Body> {
    let fields = Fields(fields);
    let name = fields.get("namn").unwrap_or("");
    let received = adding::receive(&app, name, request.into_body()).await;
    line(received).response()
}

async fn read(State(app): Shared) -> Response<Body> {
    match adding::read(&app) {
        Ok(answer) => answer.response(),
        Err(error) => line(Err(error)).response(),
    }
}

async fn news(
    State(app): Shared,
    Extension(visit): Visiting,
    Query(fields): Asking,
    headers: HeaderMap,
) -> Response<Body> {
    let header = headers.get("last-event-id").and_then(|id| id.to_str().ok());
    let seen = adding::last_seen(header, &Fields(fields));
    app.adding.news(seen).await;
    let shared = Arc::clone(&app);
    ask(app, visit, move |hall, _| Ok(adding::event(&shared, hall)))
        .await
        .response()
}

async fn printed(
    State(app): Shared,
    Extension(visit): Visiting,
    Path((id, page)): Path<(String, String)>,
    Query(fields): Asking,
) -> Response<Body> {
    let fields = Fields(fields);
    let (number, is_png) = match page.strip_suffix(".png") {
        Some(number) => (number, true),
        None => (page.as_str(), false),
    };
    let at = number.parse().unwrap_or(0);
    let shared = Arc::clone(&app);
    ask(app, visit, move |hall, visit| match is_png {
        true => picture::png(&shared, hall, visit, (&id, at), &fields),
        false => picture::page(hall, visit, (&id, at), &fields),
    })
    .await
    .response()
}
