//! What happens later: after some time, or once the next frame is painted. Dropping one of these takes it back.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_render::{AnimationFrame, request_animation_frame};
use gloo_timers::callback::Timeout;

/// One call after some time.
pub struct Timer {
    /// Ends the wait when it is dropped.
    _timeout: Timeout,
    has_ended: Rc<Cell<bool>>,
}

impl Timer {
    /// Calls `callback` once, `seconds` from now.
    pub fn after(seconds: f64, callback: impl FnOnce() + 'static) -> Timer {
        let has_ended = Rc::new(Cell::new(false));
        let flag = Rc::clone(&has_ended);
        let milliseconds = (seconds * 1_000.0).ceil().max(0.0) as u32;
        let timeout = Timeout::new(milliseconds, move || {
            flag.set(true);
            callback();
        });
        Timer { _timeout: timeout, has_ended }
    }

    /// Whether the call is still to come.
    pub fn is_running(&self) -> bool {
        !self.has_ended.get()
    }
}

/// The longest wait for a paint in seconds: nothing is painted in an `iframe` that is off screen or not displayed.
const LATEST: f64 = 0.2;

/// One call after the next frame is painted, or where none comes for a while.
pub struct AfterPaint {
    _frame: AnimationFrame,
    /// Ends the wait for the frame. The frame sets another in its place: what is queued there runs once the frame is
    /// done.
    _timer: Rc<RefCell<Timer>>,
}

impl AfterPaint {
    /// Calls `callback` once.
    pub fn new(callback: impl FnOnce() + 'static) -> AfterPaint {
        let callback = Rc::new(RefCell::new(Some(callback)));
        let call = move || {
            // Taken first: what is called may drop all of this.
            let callback = callback.take();
            if let Some(callback) = callback {
                callback();
            }
        };
        let timer = Rc::new(RefCell::new(Timer::after(LATEST, call.clone())));
        let slot = Rc::clone(&timer);
        let frame = request_animation_frame(move |_| drop(slot.replace(Timer::after(0.0, call))));
        AfterPaint { _frame: frame, _timer: timer }
    }
}
