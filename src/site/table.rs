//! Each file to publish, by its route.

use std::sync::Arc;

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::address::Route;

use super::target::Target;

/// Each file to publish, by its route. A site is linked anew after every save, so making this is quick; putting it in
/// order is left to those who need it.
///
/// What is made of other files, such as smaller versions of pictures, changes its name with its bytes, and so more often
/// than the rest: it is kept apart.
#[derive(Debug, Clone, Default)]
pub struct Routes {
    files: Arc<FxHashMap<Route, Target>>,
    derived: Arc<FxHashMap<Route, Target>>,
}

impl Routes {
    /// What is published at a route.
    pub fn get(&self, route: &Route) -> Option<&Target> {
        self.files.get(route).or_else(|| self.derived.get(route))
    }

    /// Whether something is published at a route.
    pub fn contains_key(&self, route: &Route) -> bool {
        self.get(route).is_some()
    }

    /// The number of files.
    pub fn len(&self) -> usize {
        self.files.len() + self.derived.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All files in the order of their routes.
    pub fn iter(&self) -> impl Iterator<Item = (&Route, &Target)> {
        let mut all: Vec<(&Route, &Target)> = self.files.iter().chain(self.derived.iter()).collect();
        all.sort_unstable_by_key(|(route, _)| *route);
        all.into_iter()
    }

    /// All routes in order.
    pub fn keys(&self) -> impl Iterator<Item = &Route> {
        self.iter().map(|(route, _)| route)
    }

    /// The same files, with these derived from them; and those at routes that are taken, which are left out, in order.
    pub(super) fn with_derived(&self, derived: impl Iterator<Item = (Route, Target)>) -> (Self, Vec<(Route, Target)>) {
        let mut taken = Vec::new();
        let mut free: FxHashMap<Route, Target> = FxHashMap::default();
        for (route, target) in derived {
            if self.files.contains_key(&route) {
                taken.push((route, target));
            } else {
                free.insert(route, target);
            }
        }
        taken.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        (Self { files: Arc::clone(&self.files), derived: Arc::new(free) }, taken)
    }
}

/// Routes while they are given away.
#[derive(Debug)]
pub(super) struct NewRoutes(FxHashMap<Route, Target>);

impl NewRoutes {
    pub(super) fn with_capacity(files: usize) -> Self {
        Self(FxHashMap::with_capacity_and_hasher(files, FxBuildHasher))
    }

    /// What is published at a route.
    pub(super) fn get(&self, route: &Route) -> Option<&Target> {
        self.0.get(route)
    }

    /// All routes in no order.
    pub(super) fn unordered(&self) -> impl Iterator<Item = &Route> {
        self.0.keys()
    }

    /// Publishes something at a route in the place of what was there.
    pub(super) fn insert(&mut self, route: Route, target: Target) {
        self.0.insert(route, target);
    }

    /// Publishes something at a route, unless something is there.
    pub(super) fn insert_new(&mut self, route: Route, target: impl FnOnce() -> Target) {
        self.0.entry(route).or_insert_with(target);
    }

    /// All are given away.
    pub(super) fn finish(self) -> Routes {
        Routes { files: Arc::new(self.0), derived: Arc::default() }
    }
}
