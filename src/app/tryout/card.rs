//! The card of a mark of the tried text: what the text itself knows of it, and what the articles know.

use crate::app::wording::t;
use yew::prelude::*;

use super::grouped;
use super::hand::Shown;
use super::state::Part;
use crate::address::Address;
use crate::app::hooks::use_language;
use crate::app::reader::card::{mentions, printed};
use crate::app::reader::explanation::{Explanation, Goal, Mentions, Place, words_around};
use crate::corrections::Correction;
use crate::library::Shelf;
use crate::marks::Mark;
use crate::programs::Program;
use crate::text::Offsets;
use crate::trial::{self, MarkRow};

/// Properties of [`Card`].
#[derive(Properties, PartialEq)]
pub struct CardProps {
    /// The text.
    pub parts: Vec<Part>,
    /// The mark.
    pub shown: Shown,
    /// The articles.
    pub shelf: Shelf,
    /// The pointer came in or went.
    pub on_hover: Callback<bool>,
    /// The reader wants to go to a mention.
    pub on_go: Callback<Goal>,
    /// The reader corrected something.
    pub on_correct: Callback<Correction>,
}

/// See the module.
#[component]
pub fn Card(props: &CardProps) -> Html {
    use_language();
    let marks = trial::marks(&props.parts);
    let Some(row) = marks.iter().find(|row| row.number == props.shown.mark) else {
        return Html::default();
    };
    let found = match row.mark {
        Mark::Number(_) => Vec::new(),
        Mark::Program(program) => {
            let of_corpus = props.shelf.mentions(program);
            let mut found = vec![in_text(&props.parts, &marks, row, program)];
            if !of_corpus.is_empty() {
                let told = t!("program.mentions", count = of_corpus.len()).into_owned();
                found.push(Mentions { told, places: mentions(&props.shelf, &of_corpus, |_| false) });
            }
            found
        }
    };
    html! {
        <Explanation mark={row.mark.clone()} printed={printed(row.printed)} mentions={found} anchor={props.shown.anchor}
            on_hover={props.on_hover.clone()} on_go={props.on_go.clone()} on_correct={props.on_correct.clone()} />
    }
}

/// How many mentions before the mark and from it on are listed at most: a long text can have thousands.
const BEFORE: usize = 20;
const AFTER: usize = 40;

/// Where the text names the programme.
fn in_text(parts: &[Part], marks: &[MarkRow<'_>], here: &MarkRow<'_>, program: &Program) -> Mentions {
    let is_same = |row: &&MarkRow<'_>| matches!(row.mark, Mark::Program(other) if (other.entry, &other.name) == (program.entry, &program.name));
    let same: Vec<&MarkRow<'_>> = marks.iter().filter(is_same).collect();
    let told = t!("tryout.mentions", count = grouped(same.len())).into_owned();
    let place = same.iter().position(|row| row.number == here.number).unwrap_or(0);
    let listed = &same[place.saturating_sub(BEFORE)..same.len().min(place + AFTER)];
    let places = if same.len() > 1 { in_paragraphs(parts, listed, here.number) } else { Vec::new() };
    Mentions { told, places }
}

/// The mentions, each with the number of its paragraph. They come in order.
fn in_paragraphs(parts: &[Part], listed: &[&MarkRow<'_>], here: usize) -> Vec<Place> {
    let mut places = Vec::new();
    let mut listed = listed.iter().peekable();
    let mut paragraph = 0;
    for (index, part) in parts.iter().enumerate() {
        if listed.peek().is_none() {
            break;
        }
        let mut map = None;
        for (number, &block) in part.blocks.iter().enumerate() {
            paragraph += usize::from(!part.continues(number));
            while let Some(row) = listed.next_if(|row| row.slice == index && row.mark.span().start < block.end) {
                let offsets = map.get_or_insert_with(|| Offsets::new(&part.text));
                places.push(Place {
                    goal: Goal::Tried(row.number),
                    address: Address::article(super::ID).to_string(),
                    title: t!("source.paragraph", number = paragraph).into_owned(),
                    here: row.number == here,
                    words: words_around(|span| offsets.slice(&part.text, span), block, row.mark.span()),
                });
            }
        }
    }
    places
}
