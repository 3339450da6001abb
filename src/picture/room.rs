//! Room for what is large and needed for a short time only: who comes when there is none waits.

use std::sync::{Condvar, Mutex, PoisonError};

/// A measure of room.
#[derive(Debug)]
pub(super) struct Room {
    most: u64,
    taken: Mutex<u64>,
    given_back: Condvar,
}

/// A part of the room, until it is dropped.
#[derive(Debug)]
pub(super) struct Taken<'r> {
    room: &'r Room,
    size: u64,
}

impl Room {
    pub(super) const fn new(most: u64) -> Self {
        Self { most, taken: Mutex::new(0), given_back: Condvar::new() }
    }

    /// Waits until there is room for something of this size, and takes it; what is too large for all of the room gets all
    /// of it.
    pub(super) fn take(&self, size: u64) -> Taken<'_> {
        let size = size.min(self.most);
        let taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let is_full = |taken: &mut u64| *taken + size > self.most;
        let mut taken = self.given_back.wait_while(taken, is_full).unwrap_or_else(PoisonError::into_inner);
        *taken += size;
        Taken { room: self, size }
    }
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        let mut taken = self.room.taken.lock().unwrap_or_else(PoisonError::into_inner);
        *taken -= self.size;
        drop(taken);
        self.room.given_back.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::thread;

    use super::*;

    #[test]
    fn no_more_is_taken_than_there_is() {
        let (room, now, most) = (Room::new(10), AtomicU64::new(0), AtomicU64::new(0));
        thread::scope(|scope| {
            for size in [3, 4, 5, 9, 10, 25, 1, 0, 7, 6] {
                let (room, now, most) = (&room, &now, &most);
                scope.spawn(move || {
                    for _ in 0..200 {
                        let taken = room.take(size);
                        most.fetch_max(now.fetch_add(size.min(10), Ordering::SeqCst) + size.min(10), Ordering::SeqCst);
                        now.fetch_sub(size.min(10), Ordering::SeqCst);
                        drop(taken);
                    }
                });
            }
        });
        assert!((1..=10).contains(&most.into_inner()));
        assert_eq!(*room.taken.lock().unwrap(), 0);
    }
}
