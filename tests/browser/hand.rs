//! What a reader's hand does: the pointer on the text itself, and the keys.
//!
//! A place in the text is given by the words that stand there, as a person would say it, and found in
//! the page as it is laid out at that moment.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use fantoccini::actions::{
    InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction, TouchActions,
};
use fantoccini::elements::Element;
use fantoccini::key::Key;
use serde_json::json;

use crate::harness::Page;

/// Finds a quote below `main` across elements, scrolls to it, and returns the edges of its first and
/// last character: `[left, middle, right, middle]` in CSS pixels of the viewport.
const EDGES: &str = r"
    const [quote, within] = arguments;
    const walker = document.createTreeWalker(document.querySelector(within), NodeFilter.SHOW_TEXT);
    const nodes = [];
    let text = '';
    while (walker.nextNode()) {
        const node = walker.currentNode;
        if (!node.parentElement.checkVisibility() || node.parentElement.closest('.unseen')) continue;
        nodes.push([text.length, node]);
        text += node.data;
    }
    const at = text.indexOf(quote);
    if (at < 0) return null;
    const box = (offset) => {
        const [start, node] = nodes.findLast(([start]) => start <= offset);
        const range = document.createRange();
        range.setStart(node, offset - start);
        range.setEnd(node, offset - start + 1);
        return range;
    };
    const [first, last] = [box(at), box(at + quote.length - 1)];
    first.startContainer.parentElement.scrollIntoView({ block: 'center', behavior: 'instant' });
    // Of the first character of a line WebKit has the end of the line before as well.
    const placed = (range) => [...range.getClientRects()].findLast(({ width }) => width > 0);
    const [a, b] = [placed(first), placed(last)];
    return [a.left, a.top + a.height / 2, b.right, b.top + b.height / 2];
";

/// How a pointer's way is cut up: a selection follows the moves, not the end alone.
const STEP: Duration = Duration::from_millis(20);

/// Where a quote stands on the screen now.
struct Place {
    start: (f64, f64),
    end: (f64, f64),
}

impl Page {
    async fn place(&self, quote: &str) -> Result<Place> {
        let args = [json!(quote), json!("main")];
        let edges = self
            .wait(&format!("the text “{quote}”"), || async {
                Ok(Some(self.script(EDGES, &args).await?).filter(|edges| !edges.is_null()))
            })
            .await?;
        let edge = |index: usize| edges[index].as_f64().context("a number of pixels");
        Ok(Place { start: (edge(0)?, edge(1)?), end: (edge(2)?, edge(3)?) })
    }

    /// Draws the pointer over a quote with the button down, from its first character to its last.
    pub async fn drag_over(&self, quote: &str) -> Result<()> {
        let Place { start, end } = self.place(quote).await?;
        let way = MouseActions::new("mouse".to_owned())
            .then(to(start.0 + 1.0, start.1))
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
            .then(to(f64::midpoint(start.0, end.0), f64::midpoint(start.1, end.1)))
            .then(to(end.0 - 1.0, end.1))
            .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        Ok(self.client.perform_actions(way).await?)
    }

    /// The same with a key held.
    pub async fn drag_holding(&self, held: Key, quote: &str) -> Result<()> {
        let value = char::from(held);
        let key = |action| KeyActions::new("keyboard".to_owned()).then(action);
        self.client.perform_actions(key(KeyAction::Down { value })).await?;
        self.drag_over(quote).await?;
        Ok(self.client.perform_actions(key(KeyAction::Up { value })).await?)
    }

    /// Drags an element to the end of a quote, which must be on the screen: with the mouse, or with a finger.
    pub async fn drag_to_end_of(&self, element: &str, quote: &str, finger: bool) -> Result<()> {
        let end = self.place(quote).await?.end;
        let (x, y, width, height) = self.find(element).await?.rectangle().await?;
        let scrolled = self.script("return [scrollX, scrollY]", &[]).await?;
        let scrolled = |axis: usize| scrolled[axis].as_f64().context("a number of pixels");
        let hold = (x - scrolled(0)? + width / 2.0, y - scrolled(1)? + height / 2.0);
        // What is held stays under the pointer; the drop hangs half its height below the line.
        let goal = (end.0 - 1.0, end.1 + height);
        let way = [
            to(hold.0, hold.1),
            PointerAction::Down { button: MOUSE_BUTTON_LEFT },
            to(f64::midpoint(hold.0, goal.0), f64::midpoint(hold.1, goal.1)),
            to(goal.0, goal.1),
            PointerAction::Up { button: MOUSE_BUTTON_LEFT },
        ];
        if finger {
            let way = way.into_iter().fold(TouchActions::new("finger".to_owned()), InputSource::then);
            return Ok(self.client.perform_actions(way).await?);
        }
        let way = way.into_iter().fold(MouseActions::new("mouse".to_owned()), InputSource::then);
        Ok(self.client.perform_actions(way).await?)
    }

    /// Takes hold of an element and moves it to the lower edge of the window, and keeps it there.
    pub async fn hold_at_edge(&self, element: &str) -> Result<()> {
        let (x, y, width, height) = self.find(element).await?.rectangle().await?;
        let scrolled = self.script("return [scrollX, scrollY, innerHeight]", &[]).await?;
        let number = |at: usize| scrolled[at].as_f64().context("a number of pixels");
        let hold = (x - number(0)? + width / 2.0, y - number(1)? + height / 2.0);
        let way = [
            to(hold.0, hold.1),
            PointerAction::Down { button: MOUSE_BUTTON_LEFT },
            to(hold.0, f64::midpoint(hold.1, number(2)?)),
            to(hold.0, number(2)? - 10.0),
        ];
        let way = way.into_iter().fold(MouseActions::new("mouse".to_owned()), InputSource::then);
        Ok(self.client.perform_actions(way).await?)
    }

    /// Lets go what is held.
    pub async fn let_go(&self) -> Result<()> {
        let up = PointerAction::Up { button: MOUSE_BUTTON_LEFT };
        Ok(self.client.perform_actions(MouseActions::new("mouse".to_owned()).then(up)).await?)
    }

    /// Moves the pointer into the middle of the first character of a quote.
    pub async fn point_at(&self, quote: &str) -> Result<()> {
        let way = MouseActions::new("mouse".to_owned()).then(self.first_of(quote).await?);
        Ok(self.client.perform_actions(way).await?)
    }

    /// Clicks the first character of a quote, `times` times.
    pub async fn click_at(&self, quote: &str, times: usize) -> Result<()> {
        let mut way = MouseActions::new("mouse".to_owned()).then(self.first_of(quote).await?);
        for _ in 0..times {
            way = way
                .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
                .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        }
        Ok(self.client.perform_actions(way).await?)
    }

    /// Taps the first character of a quote with a finger.
    pub async fn tap(&self, quote: &str) -> Result<()> {
        let way = TouchActions::new("finger".to_owned())
            .then(self.first_of(quote).await?)
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
            .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        Ok(self.client.perform_actions(way).await?)
    }

    async fn first_of(&self, quote: &str) -> Result<PointerAction> {
        let first: String = quote.chars().take(1).collect();
        ensure!(!first.is_empty(), "a place needs words");
        let place = self.place(quote).await?;
        // Half of a Chinese character's width at the size of the text, to be inside it.
        Ok(to(place.start.0 + 6.0, place.start.1))
    }

    /// Presses and releases keys, one after the other, wherever the focus is.
    pub async fn press(&self, keys: &[Key]) -> Result<()> {
        // Each by itself: in one go WebKit sends the next before the focus has gone where the last one took it.
        for key in keys {
            self.type_text(&char::from(*key).to_string()).await?;
        }
        Ok(())
    }

    /// Types a text wherever the focus is.
    pub async fn type_text(&self, text: &str) -> Result<()> {
        let mut keys = KeyActions::new("keyboard".to_owned());
        for value in text.chars() {
            keys = keys.then(KeyAction::Down { value }).then(KeyAction::Up { value });
        }
        Ok(self.client.perform_actions(keys).await?)
    }

    /// Presses a key while another is held.
    pub async fn chord(&self, held: Key, key: Key) -> Result<()> {
        self.held(&[held], key).await
    }

    /// Presses a key while others are held.
    pub async fn held(&self, held: &[Key], key: impl Into<char>) -> Result<()> {
        let value = key.into();
        let mut keys = KeyActions::new("keyboard".to_owned());
        for &key in held {
            keys = keys.then(KeyAction::Down { value: key.into() });
        }
        keys = keys.then(KeyAction::Down { value }).then(KeyAction::Up { value });
        for &key in held.iter().rev() {
            keys = keys.then(KeyAction::Up { value: key.into() });
        }
        Ok(self.client.perform_actions(keys).await?)
    }

    /// The text of the element that has the focus.
    pub async fn focused_text(&self) -> Result<String> {
        Ok(self.client.active_element().await?.text().await?)
    }

    /// Opens the article that holds a quote, by way of the links to the next one.
    pub async fn open_article_with(&self, quote: &str) -> Result<()> {
        let holds = "return document.querySelector('article').textContent.includes(arguments[0])";
        while self.script(holds, &[json!(quote)]).await? != true {
            let before = self.client.current_url().await?;
            self.click("link", "下一篇").await?;
            self.wait("the next article", || async { Ok((self.client.current_url().await? != before).then_some(())) })
                .await
                .with_context(|| format!("no article holds “{quote}”"))?;
        }
        Ok(())
    }

    /// A tool for the selected text.
    pub async fn tool(&self, name: &str) -> Result<Element> {
        self.wait(&format!("the tool “{name}”"), || async {
            for tool in self.shown("[role=toolbar] button").await? {
                if tool.text().await? == name {
                    return Ok(Some(tool));
                }
            }
            Ok(None)
        })
        .await
    }

    /// The text that is selected now.
    pub async fn selection(&self) -> Result<String> {
        let selected = self.script("return getSelection().toString()", &[]).await?;
        Ok(selected.as_str().unwrap_or_default().to_owned())
    }
}

fn to(x: f64, y: f64) -> PointerAction {
    PointerAction::MoveTo { duration: Some(STEP), x, y }
}
