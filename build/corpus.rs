//! The room `corpus` without its embedded part, which is what the build makes.

#[path = "../src/corpus/account.rs"]
pub mod account;
#[path = "../src/corpus/article.rs"]
pub mod article;
#[path = "../src/corpus/page.rs"]
pub mod page;
#[path = "../src/corpus/seed.rs"]
pub mod seed;
#[path = "../src/corpus/split/mod.rs"]
pub mod split;
#[path = "../src/corpus/table.rs"]
pub mod table;
