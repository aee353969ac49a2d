//! One timer for all decoders on a page: it sleeps until the next visible change, and rests while the page is hidden.
//! Before the page is printed, all that waits for a frame is drawn.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use web_sys::VisibilityState;

use super::app::App;
use super::handle::{Listener, Timer};

/// The longest sleep in seconds, so that a clock that was set is noticed.
const LONGEST: f64 = 3_600.0;
/// The shortest sleep in seconds, so that a clock that stands still cannot spin.
const SHORTEST: f64 = 0.02;

#[derive(Default)]
struct Ticker {
    apps: Vec<Weak<App>>,
    timer: Option<Timer>,
    listeners: Vec<Listener>,
}

thread_local! {
    static TICKER: RefCell<Ticker> = RefCell::default();
}

/// Lets `app` tick from now on, for as long as it lives.
pub fn join(app: &Rc<App>) {
    TICKER.with_borrow_mut(|ticker| {
        ticker.apps.retain(|other| other.strong_count() > 0);
        ticker.apps.push(Rc::downgrade(app));
        if let Some(window) = web_sys::window().filter(|_| ticker.listeners.is_empty()) {
            ticker.listeners.push(Listener::new(&window, "beforeprint", |_| finish()));
            ticker
                .listeners
                .extend(window.document().map(|document| Listener::new(&document, "visibilitychange", |_| tick())));
        }
    });
}

/// Lets `app` tick no more.
pub fn leave(app: &Rc<App>) {
    TICKER.with_borrow_mut(|ticker| ticker.apps.retain(|other| !std::ptr::eq(other.as_ptr(), Rc::as_ptr(app))));
    schedule();
}

/// Sets the timer anew; to be called whenever the next change of an app has moved.
pub fn schedule() {
    let wait = living().iter().filter_map(|app| app.wait()).reduce(f64::min);
    let timer = wait.filter(|_| !hidden()).and_then(|wait| Timer::after(wait.clamp(SHORTEST, LONGEST), tick));
    // The old timer may be the very one that is running this: it is dropped here, after its work.
    let old = TICKER.with_borrow_mut(|ticker| {
        ticker.apps.retain(|app| app.strong_count() > 0);
        if ticker.apps.is_empty() {
            ticker.listeners.clear();
        }
        std::mem::replace(&mut ticker.timer, timer)
    });
    drop(old);
}

fn tick() {
    if !hidden() {
        living().iter().for_each(|app| app.tick());
    }
    schedule();
}

fn finish() {
    for app in living() {
        while app.finish() {}
    }
}

fn living() -> Vec<Rc<App>> {
    TICKER.with_borrow(|ticker| ticker.apps.iter().filter_map(Weak::upgrade).collect())
}

/// Whether nobody can see the page now.
pub fn hidden() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| document.visibility_state() == VisibilityState::Hidden)
}
