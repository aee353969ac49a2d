//! The allocator: half as large as the one of the standard library.

use rlsf::{GlobalTlsf, GlobalTlsfOptions};

#[global_allocator]
static ALLOCATOR: GlobalTlsf<Options> = GlobalTlsf::new();

struct Options;

impl GlobalTlsfOptions for Options {
    /// Copies instead: growing in place is a quarter of the allocator.
    const ENABLE_REALLOCATION: bool = false;
}
