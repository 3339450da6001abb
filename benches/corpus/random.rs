//! A tiny seeded generator of random numbers, so that a seed gives the same corpus on every 64-bit machine.
//!
//! It is splitmix64 (Steele, Lea and Flood, 2014): one 64-bit counter that grows by the golden ratio,
//! and a mixing function over it. It is fast, passes the usual statistical tests, needs no crate, and is
//! not for secrets.

/// The golden ratio as a 64-bit fraction: the counter's step.
const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

/// The splitmix64 generator.
pub struct Random {
    state: u64,
}

impl Random {
    /// The stream number `stream` of a seed. Every post draws from its own stream, so a post's text does
    /// not depend on how many posts come before it.
    pub fn new(seed: u64, stream: u64) -> Self {
        Self { state: mix(seed) ^ mix(stream.wrapping_add(STEP)) }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(STEP);
        mix(self.state)
    }

    /// A number from 0 up to, and without, `end`; 0 when `end` is 0.
    #[expect(clippy::cast_possible_truncation, reason = "the high half of the product is below `end`")]
    pub fn below(&mut self, end: usize) -> usize {
        // The high half of the product scales the draw without the modulo's bias to small numbers.
        ((u128::from(self.next()) * end as u128) >> 64) as usize
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high - low + 1)
    }

    /// True in `percent` of 100 draws.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of `items`, which must not be empty.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }
}

/// The finalizer of splitmix64: spreads every input bit over the whole output.
fn mix(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    value ^ (value >> 31)
}
