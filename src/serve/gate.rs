//! Connections: how many there are, and how long each may keep others waiting.
//!
//! A connection that says nothing, or a request head a letter at a time, is ended
//! after some seconds; so is one that does not take what it is sent. Where all
//! places are taken, the one that has waited longest for nothing makes room.
//! Knows nothing of requests but that one is being answered.

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::task::{Context, Poll, Waker};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{Instant, Sleep, sleep, sleep_until};

/// How long a request's head may take, and silence between two of them.
const HEAD: Duration = Duration::from_secs(10);
/// How long an answer may lie untaken.
const UNTAKEN: Duration = Duration::from_secs(30);
/// Connections at once.
const MOST: usize = 256;

/// Where connections come in.
pub(super) struct Gate {
    listener: TcpListener,
    doors: Vec<Weak<Door>>,
}

/// What is known of a connection, shared with whoever answers on it.
pub(super) struct Door(Mutex<Now>);

struct Now {
    /// When something was last answered, or it was opened.
    since: Instant,
    answering: usize,
    shut: bool,
    /// Who waits for it to say something.
    waker: Option<Waker>,
}

impl Door {
    fn now(&self) -> MutexGuard<'_, Now> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Something is being answered until what is given back is dropped: that it
    /// takes long is no fault of the connection.
    pub(super) fn answering(self: &Arc<Self>) -> Answering {
        self.now().answering += 1;
        Answering(Arc::clone(self))
    }
}

/// Something is being answered.
pub(super) struct Answering(Arc<Door>);

impl Drop for Answering {
    fn drop(&mut self) {
        let mut now = self.0.now();
        now.answering -= 1;
        now.since = Instant::now();
    }
}

impl Gate {
    pub(super) fn new(listener: TcpListener) -> Self {
        Gate {
            listener,
            doors: Vec::new(),
        }
    }

    /// Makes room for one more: whether there is.
    fn make_room(&mut self) -> bool {
        self.doors.retain(|door| door.strong_count() > 0);
        if self.doors.len() < MOST {
            return true;
        }
        let open = self.doors.iter().filter_map(Weak::upgrade);
        let waiting = open.filter(|door| {
            let now = door.now();
            now.answering == 0 && !now.shut
        });
        let Some(door) = waiting.min_by_key(|door| door.now().since) else {
            return false;
        };
        let mut now = door.now();
        now.shut = true;
        if let Some(waker) = now.waker.take() {
            waker.wake();
        }
        true
    }
}

impl Listener for Gate {
    type Io = Connection;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Connection, SocketAddr) {
        loop {
            let (stream, from) = Listener::accept(&mut self.listener).await;
            if !self.make_room() {
                continue;
            }
            let door = Arc::new(Door(Mutex::new(Now {
                since: Instant::now(),
                answering: 0,
                shut: false,
                waker: None,
            })));
            self.doors.push(Arc::downgrade(&door));
            let connection = Connection {
                stream,
                door,
                heard: Box::pin(sleep(HEAD)),
                taken: None,
            };
            return (connection, from);
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

/// The connection that a request came on.
#[derive(Clone)]
pub(super) struct Through(pub(super) Arc<Door>);

impl Connected<IncomingStream<'_, Gate>> for Through {
    fn connect_info(stream: IncomingStream<'_, Gate>) -> Self {
        Through(Arc::clone(&stream.io().door))
    }
}

/// A connection that waits for nobody for ever.
pub(super) struct Connection {
    stream: TcpStream,
    door: Arc<Door>,
    heard: Pin<Box<Sleep>>,
    taken: Option<Pin<Box<Sleep>>>,
}

impl Connection {
    /// Ends it where it was shut or has said too little for too long.
    fn patience(&mut self, cx: &mut Context<'_>) -> io::Result<()> {
        let until = {
            let mut now = self.door.now();
            if now.shut {
                return Err(io::ErrorKind::ConnectionAborted.into());
            }
            now.waker = Some(cx.waker().clone());
            match now.answering {
                0 => now.since + HEAD,
                _ => Instant::now() + HEAD,
            }
        };
        if self.heard.deadline() != until {
            self.heard.as_mut().reset(until);
        }
        match self.heard.as_mut().poll(cx) {
            Poll::Ready(()) => Err(io::ErrorKind::TimedOut.into()),
            Poll::Pending => Ok(()),
        }
    }

    /// What came of a write: one that lies untaken for too long is an error.
    fn written<T>(
        &mut self,
        cx: &mut Context<'_>,
        polled: Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        if polled.is_ready() {
            self.taken = None;
            self.door.now().since = Instant::now();
            return polled;
        }
        let taken = self
            .taken
            .get_or_insert_with(|| Box::pin(sleep_until(Instant::now() + UNTAKEN)));
        match taken.as_mut().poll(cx) {
            Poll::Ready(()) => Poll::Ready(Err(io::ErrorKind::TimedOut.into())),
            Poll::Pending => Poll::Pending,
        }
    }
}

impl AsyncRead for Connection {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        this.patience(cx)?;
        Pin::new(&mut this.stream).poll_read(cx, into)
    }
}

impl AsyncWrite for Connection {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let polled = Pin::new(&mut this.stream).poll_write(cx, bytes);
        this.written(cx, polled)
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(cx)
    }
}
