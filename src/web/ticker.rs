//! One timer for all decoders on a page: it sleeps until the next visible change, and rests while the page is hidden.
//! Before the page is printed, all that waits for a frame is drawn.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use gloo_events::EventListener;
use web_sys::VisibilityState;

use super::later::Timer;

/// The longest sleep in seconds, so that a clock that was set is noticed.
const LONGEST: f64 = 3_600.0;
/// The shortest sleep in seconds, so that a clock that stands still cannot spin.
const SHORTEST: f64 = 0.02;

/// Something that changes with time.
pub trait Tick {
    /// Changes what has to change by now.
    fn tick(&self);

    /// Seconds until something will have to change.
    fn wait(&self) -> Option<f64>;

    /// Does the next step that waits for a frame; whether there was one.
    fn finish(&self) -> bool;
}

#[derive(Default)]
struct Ticker {
    ticking: Vec<Weak<dyn Tick>>,
    timer: Option<Timer>,
    listeners: Vec<EventListener>,
}

thread_local! {
    static TICKER: RefCell<Ticker> = RefCell::default();
}

/// Lets `one` tick from now on, for as long as it lives.
pub fn join(one: &Rc<impl Tick + 'static>) {
    TICKER.with_borrow_mut(|ticker| {
        ticker.ticking.retain(|other| other.strong_count() > 0);
        ticker.ticking.push(Rc::downgrade(one) as Weak<dyn Tick>);
        if let Some(window) = web_sys::window().filter(|_| ticker.listeners.is_empty()) {
            ticker.listeners.push(EventListener::new(&window, "beforeprint", |_| finish()));
            // It bubbles. At the document itself markup of the page could be in the way: see `web::clean`.
            ticker.listeners.push(EventListener::new(&window, "visibilitychange", |_| tick()));
        }
    });
}

/// Lets `one` tick no more.
pub fn leave(one: &Rc<impl Tick>) {
    TICKER.with_borrow_mut(|ticker| ticker.ticking.retain(|other| !std::ptr::addr_eq(other.as_ptr(), Rc::as_ptr(one))));
    schedule();
}

/// Sets the timer anew; to be called whenever the next change of one of them has moved.
pub fn schedule() {
    let wait = living().iter().filter_map(|one| one.wait()).reduce(f64::min);
    let timer = wait.filter(|_| !hidden()).map(|wait| Timer::after(wait.clamp(SHORTEST, LONGEST), tick));
    // The old timer may be the very one that is running this: it is dropped here, after its work.
    let old = TICKER.with_borrow_mut(|ticker| {
        ticker.ticking.retain(|one| one.strong_count() > 0);
        if ticker.ticking.is_empty() {
            ticker.listeners.clear();
        }
        std::mem::replace(&mut ticker.timer, timer)
    });
    drop(old);
}

fn tick() {
    if !hidden() {
        living().iter().for_each(|one| one.tick());
    }
    schedule();
}

fn finish() {
    for one in living() {
        while one.finish() {}
    }
}

fn living() -> Vec<Rc<dyn Tick>> {
    TICKER.with_borrow(|ticker| ticker.ticking.iter().filter_map(Weak::upgrade).collect())
}

/// Whether nobody can see the page now.
pub fn hidden() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| document.visibility_state() == VisibilityState::Hidden)
}
