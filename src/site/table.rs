//! Each file to publish, by its route.

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::address::Route;

use super::target::Target;

/// Each file to publish, by its route. A site is linked anew after every save, so making this is quick; putting it in
/// order is left to those who need it.
#[derive(Debug, Clone, Default)]
pub struct Routes(FxHashMap<Route, Target>);

impl Routes {
    /// What is published at a route.
    pub fn get(&self, route: &Route) -> Option<&Target> {
        self.0.get(route)
    }

    /// Whether something is published at a route.
    pub fn contains_key(&self, route: &Route) -> bool {
        self.0.contains_key(route)
    }

    /// The number of files.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All files in the order of their routes.
    pub fn iter(&self) -> impl Iterator<Item = (&Route, &Target)> {
        let mut all: Vec<(&Route, &Target)> = self.0.iter().collect();
        all.sort_unstable_by_key(|(route, _)| *route);
        all.into_iter()
    }

    /// All routes in order.
    pub fn keys(&self) -> impl Iterator<Item = &Route> {
        self.iter().map(|(route, _)| route)
    }

    /// All routes in no order.
    pub(super) fn unordered(&self) -> impl Iterator<Item = &Route> {
        self.0.keys()
    }

    pub(super) fn with_capacity(files: usize) -> Self {
        Self(FxHashMap::with_capacity_and_hasher(files, FxBuildHasher))
    }

    /// Publishes something at a route in the place of what was there.
    pub(super) fn insert(&mut self, route: Route, target: Target) {
        self.0.insert(route, target);
    }

    /// Publishes something at a route, unless something is there.
    pub(super) fn insert_new(&mut self, route: Route, target: impl FnOnce() -> Target) {
        self.0.entry(route).or_insert_with(target);
    }
}
