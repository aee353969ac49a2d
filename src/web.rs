//! The browser side: the only modules that name web crates.

// What crosses to JavaScript: `inspect`, `claims` and the like, without a DOM.
mod api;

// The element: drawing, events, time.
mod app;
mod clipboard;
mod clock;
mod dom;
mod element;
mod entry;
mod events;
mod handle;
mod ticker;
