//! The browser side: the only modules that name web crates.

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
