//! What it takes to check a signature, as plain data: which computations, with which keys, in which order. An engine
//! carries them out; nothing here says whether a token is to be trusted.

pub mod engine;
pub mod mac;
pub mod signature;
pub mod weak;
