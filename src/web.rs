//! The browser side: the only modules that name web crates.

// What crosses to JavaScript: `inspect`, `claims` and the like, without a DOM.
#[cfg(feature = "api")]
mod api;

// The search for weak secrets, on its own.
mod search;

// The element: drawing, events, time.
#[cfg(feature = "element")]
mod app;
mod check;
#[cfg(feature = "element")]
mod clean;
#[cfg(feature = "element")]
mod clipboard;
#[cfg(feature = "element")]
mod clock;
#[cfg(feature = "element")]
mod desk;
#[cfg(feature = "element")]
mod dom;
#[cfg(feature = "element")]
mod draw;
#[cfg(feature = "element")]
mod element;
#[cfg(feature = "element")]
mod entry;
#[cfg(feature = "element")]
mod events;
#[cfg(feature = "element")]
mod later;
#[cfg(feature = "element")]
mod lines;
#[cfg(all(feature = "element", debug_assertions))]
mod panics;
#[cfg(feature = "element")]
mod remote;
#[cfg(feature = "element")]
mod signature;
#[cfg(feature = "element")]
mod state;
#[cfg(feature = "element")]
mod ticker;
#[cfg(feature = "element")]
mod tools;
mod webcrypto;
