//! The keys that concern the text.

use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::arrival::TEXT_TOP;
use super::desk::{Desk, mark_of};
use crate::app::hooks::use_commands;
use crate::app::settings::Settings;
use crate::app::shortcuts::Command;
use crate::browser::dom;
use crate::caret::Way;

/// Carries out the keys that concern the text.
#[hook]
pub fn use_keys(desk: &Desk) {
    let (desk, article) = (desk.clone(), desk.article.clone());
    use_commands(desk.settings.keys, move |command| match command {
        Command::NextMark => desk.go_to_mark(Way::On) || go_to_mark(&article, 1),
        Command::PreviousMark => desk.go_to_mark(Way::Back) || go_to_mark(&article, -1),
        Command::Caret(step) => {
            let ours = desk.is_for_caret(step.motion);
            if ours {
                desk.move_caret(step);
            }
            ours
        }
        Command::All => desk.select_all(),
        Command::Open => desk.open_at_caret(),
        Command::Ends => desk.go_to_ends(),
        Command::Note => desk.annotate(desk.settings.colour, true),
        Command::Colour(colour) => desk.annotate(colour, false),
        Command::Boundaries => {
            let settings = desk.settings;
            desk.on_settings.emit(Settings { boundaries: !settings.boundaries, ..settings });
            true
        }
        Command::Classes => {
            let settings = desk.settings;
            desk.on_settings.emit(Settings { classes: !settings.classes, ..settings });
            true
        }
        Command::Close => desk.close(),
        _ => false,
    });
}

/// Focuses the mark after or before the focused one; with none focused, the first one on the screen.
pub fn go_to_mark(article: &NodeRef, step: isize) -> bool {
    let Some(root) = article.cast::<Element>() else {
        return false;
    };
    let marks = dom::all(&root, "[data-mark]");
    let focused = dom::document().active_element().and_then(|e| mark_of(&e));
    let index = match focused {
        Some(index) => marks.iter().position(|m| mark_of(m) == Some(index)).and_then(|i| i.checked_add_signed(step)),
        None => marks.iter().position(|m| m.get_bounding_client_rect().top() > TEXT_TOP),
    };
    let mark = index.and_then(|i| marks.get(i));
    mark.is_some_and(|mark| mark.focus().is_ok())
}

/// What a key does on a mark: Enter and Space open its card and go into it.
pub fn key_on_mark(desk: &Desk, event: &KeyboardEvent, mark: &HtmlElement) {
    if matches!(event.key().as_str(), "Enter" | " ") {
        desk.show_card(mark, true);
        dom::next_frame(|| dom::focus_first(".card a, .card button"));
        event.prevent_default();
    }
}

/// Makes a mark the one that Tab comes back to, where the text is no stop by itself.
pub fn rove(mark: &HtmlElement) {
    if let Ok(Some(article)) = mark.closest("article") {
        for other in dom::all(&article, "[data-mark][tabindex='0']") {
            other.set_tab_index(-1);
        }
    }
    mark.set_tab_index(0);
}
