//! Publishing, whatever happens: builds that are refused, that meet files of others, that run at once, that are killed,
//! and on which the disk fails. What readers have is always whole.

mod adopted;
mod faults;
mod full_disk;
mod killed;
mod links;
mod pages;
mod same_bytes;
mod spelling;
mod taking_turns;
mod trees;
