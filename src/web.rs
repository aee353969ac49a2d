//! The browser: what crosses to JavaScript. The only modules that name web crates.

mod api;
