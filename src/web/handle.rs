//! Listeners and timers as owned values: dropping one takes it away.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{AddEventListenerOptions, Event, EventTarget};

use super::clean;

/// An event listener that lives as long as this value.
pub struct Listener {
    target: EventTarget,
    kind: &'static str,
    callback: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Calls `callback` for each event of `kind` at `target`.
    pub fn new(target: &EventTarget, kind: &'static str, callback: impl FnMut(Event) + 'static) -> Listener {
        let callback = Closure::<dyn FnMut(Event)>::new(callback);
        let options = AddEventListenerOptions::new();
        options.set_passive(false);
        // Fails only for a target that is none.
        let _ = clean::add_event_listener(target, kind, callback.as_ref().unchecked_ref(), &options);
        Listener { target: target.clone(), kind, callback }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = clean::remove_event_listener(&self.target, self.kind, self.callback.as_ref().unchecked_ref());
    }
}

/// One call after some time, unless this value is dropped before.
pub struct Timer {
    id: i32,
    ended: Rc<Cell<bool>>,
    /// Kept alive for the browser, which holds no reference that counts.
    _callback: Closure<dyn FnMut()>,
}

impl Timer {
    /// Calls `callback` once, `seconds` from now; `None` outside a window.
    pub fn after(seconds: f64, mut callback: impl FnMut() + 'static) -> Option<Timer> {
        let ended = Rc::new(Cell::new(false));
        let flag = Rc::clone(&ended);
        let callback = Closure::<dyn FnMut()>::new(move || {
            flag.set(true);
            callback();
        });
        let milliseconds = (seconds * 1_000.0).ceil().max(0.0) as i32;
        let window = web_sys::window()?;
        let id = window
            .set_timeout_with_callback_and_timeout_and_arguments_0(callback.as_ref().unchecked_ref(), milliseconds)
            .ok()?;
        Some(Timer { id, ended, _callback: callback })
    }

    /// Whether the call is still to come.
    pub fn is_running(&self) -> bool {
        !self.ended.get()
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            window.clear_timeout_with_handle(self.id);
        }
    }
}

/// The longest wait for a paint in seconds: nothing is painted in an `iframe` that is off screen or not displayed.
const LATEST: f64 = 0.2;

/// One call after the next frame is painted, or where none comes for a while; unless this value is dropped before.
pub struct AfterPaint {
    id: i32,
    /// Ends the wait for the frame. The frame sets another in its place: what is queued there runs once the frame is
    /// done.
    _timer: Rc<RefCell<Option<Timer>>>,
    _callback: Closure<dyn FnMut()>,
}

impl AfterPaint {
    /// Calls `callback` once; `None` outside a window.
    pub fn new(callback: impl FnOnce() + 'static) -> Option<AfterPaint> {
        let callback = Rc::new(RefCell::new(Some(callback)));
        let call = move || {
            // Taken first: what is called may drop all of this.
            let callback = callback.take();
            if let Some(callback) = callback {
                callback();
            }
        };
        let timer = Rc::new(RefCell::new(Some(Timer::after(LATEST, call.clone())?)));
        let slot = Rc::clone(&timer);
        let callback = Closure::<dyn FnMut()>::new(move || drop(slot.replace(Timer::after(0.0, call.clone()))));
        let id = web_sys::window()?.request_animation_frame(callback.as_ref().unchecked_ref()).ok()?;
        Some(AfterPaint { id, _timer: timer, _callback: callback })
    }
}

impl Drop for AfterPaint {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            // Fails only for a number that is none.
            let _ = window.cancel_animation_frame(self.id);
        }
    }
}
