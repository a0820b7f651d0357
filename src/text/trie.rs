//! A set of words, asked at one place of a text: which of them begin here.
//!
//! Access pattern: asked at every character, and nearly always answered with nothing. So the nodes are in
//! one hash map from (node, character) to node; before it is asked, one bit
//! says whether any word begins with a character like this one, which settles most places. A walk is as
//! long as the longest word at most, whatever the text.

use std::collections::HashMap;

use fnv::FnvBuildHasher;

/// Words, each with a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trie<T> {
    next: HashMap<(u32, char), u32, FnvBuildHasher>,
    /// For each node, the value of the word that ends there.
    values: Vec<Option<T>>,
    /// A bit for the first character of each word, by [`bit`].
    firsts: [u64; 64],
}

impl<T> Default for Trie<T> {
    fn default() -> Self {
        Self { next: HashMap::default(), values: vec![None], firsts: [0; 64] }
    }
}

impl<T> Trie<T> {
    /// The place of a word's value, empty when the word is not in the set.
    pub fn slot(&mut self, word: impl IntoIterator<Item = char>) -> &mut Option<T> {
        let mut node = 0;
        for c in word {
            if node == 0 {
                let (word, bit) = bit(c);
                self.firsts[word] |= bit;
            }
            let fresh = self.values.len() as u32;
            node = *self.next.entry((node, c)).or_insert(fresh);
            if node == fresh {
                self.values.push(None);
            }
        }
        &mut self.values[node as usize]
    }

    /// The value of that very word.
    pub fn get(&self, word: &[char]) -> Option<&T> {
        let node = word.iter().try_fold(0, |node, &c| self.next.get(&(node, c)).copied())?;
        self.values[node as usize].as_ref()
    }

    /// The words that `chars` begins with, the shortest first: how long each is, and its value.
    pub fn walk(&self, chars: &[char]) -> impl Iterator<Item = (usize, &T)> {
        let begins = chars.first().is_some_and(|&c| {
            let (word, bit) = bit(c);
            self.firsts[word] & bit != 0
        });
        let chars = if begins { chars } else { &[] };
        chars
            .iter()
            .scan(0, |node, &c| {
                *node = *self.next.get(&(*node, c))?;
                Some(*node)
            })
            .enumerate()
            .filter_map(|(k, node)| self.values[node as usize].as_ref().map(|value| (k + 1, value)))
    }
}

/// Where the bit of a first character is: characters that differ only above their last twelve bits share one.
fn bit(c: char) -> (usize, u64) {
    let low = u32::from(c) % 4096;
    ((low / 64) as usize, 1 << (low % 64))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_walk_finds_what_a_search_finds(
            words in proptest::collection::btree_set("[ab的]{1,4}", 0..8),
            text in "[ab的😀]{0,8}",
        ) {
            let mut trie = Trie::default();
            for word in &words {
                *trie.slot(word.chars()) = Some(word.as_str());
            }
            let chars: Vec<char> = text.chars().collect();
            let mut expected: Vec<_> =
                words.iter().map(String::as_str).filter(|word| text.starts_with(word)).collect();
            expected.sort_by_key(|word| word.len());
            let found: Vec<_> = trie.walk(&chars).map(|(_, &word)| word).collect();
            prop_assert_eq!(&found, &expected);
            for (length, word) in trie.walk(&chars) {
                prop_assert_eq!(length, word.chars().count());
            }
            prop_assert_eq!(trie.get(&chars).is_some(), words.contains(&text));
        }
    }
}
