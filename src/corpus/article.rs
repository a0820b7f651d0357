//! An article as a reader sees it: its printed parts, and the one text that is shown, noted and anchored.
//!
//! The parts keep the page's own characters; only breaks are healed. An absent part is `None` (JSON `null`),
//! never an empty string.

use crate::text::Span;
use serde::{Deserialize, Serialize};

/// What an entry of a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A text of its own, usually with a headline.
    #[default]
    Article,
    /// The words under a photo that stands by itself.
    Caption,
    /// A title that several articles share.
    SeriesHead,
}

/// A run of paragraphs under one heading; the first section of an article often has none.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Section {
    /// The heading, where one is printed.
    pub heading: Option<String>,
    /// The paragraphs, in reading order.
    pub paragraphs: Vec<String>,
}

/// One entry of a page. Its serialised form is the command line's `corpus` line.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Article {
    /// The seed's file name, with its ending.
    pub file: String,
    /// What it is.
    pub kind: Kind,
    /// The small line above the title.
    pub kicker: Option<String>,
    /// The headline; its lines are joined by a space.
    pub title: Option<String>,
    /// The line below the title.
    pub subtitle: Option<String>,
    /// Who wrote or photographed it, as printed, brackets and all.
    pub byline: Option<String>,
    /// The text.
    pub sections: Vec<Section>,
    /// Unique in the corpus and fit for a URL's fragment: the file's number and the entry's, `000-03`.
    pub id: String,
    /// 本报讯 and the like where it is printed apart from the byline.
    pub dateline: Option<String>,
    /// The id of the series head it belongs to.
    pub series: Option<String>,
}

/// What a block of a reading was in print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The small line above the title.
    Kicker,
    /// The headline.
    Title,
    /// The line below the title.
    Subtitle,
    /// 本报讯 and the like, apart from the byline.
    Dateline,
    /// Who wrote it.
    Byline,
    /// The heading of a section.
    Heading,
    /// A paragraph of the text.
    Paragraph,
    /// A paragraph of a caption.
    Caption,
}

/// A part of a reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// What it was in print.
    pub role: Role,
    /// Where it stands in the reading's text.
    pub span: Span,
}

/// The one text of an article: all printed parts in order, joined by line feeds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// The text every span of marks, words and notes counts in.
    pub text: String,
    /// Its blocks in order; between two stands exactly one line feed.
    pub blocks: Vec<Block>,
}

impl Article {
    /// The printed parts in reading order: kicker, title, subtitle, dateline, byline, then each section.
    pub fn parts(&self) -> impl Iterator<Item = (Role, &str)> {
        let text = match self.kind {
            Kind::Caption => Role::Caption,
            Kind::Article | Kind::SeriesHead => Role::Paragraph,
        };
        let head = [
            (Role::Kicker, &self.kicker),
            (Role::Title, &self.title),
            (Role::Subtitle, &self.subtitle),
            (Role::Dateline, &self.dateline),
            (Role::Byline, &self.byline),
        ];
        let body = self.sections.iter().flat_map(move |section| {
            let heading = section.heading.iter().map(|h| (Role::Heading, h.as_str()));
            heading.chain(section.paragraphs.iter().map(move |p| (text, p.as_str())))
        });
        head.into_iter().filter_map(|(role, part)| Some((role, part.as_deref()?))).chain(body)
    }

    /// The text that is shown, noted and anchored, with the place of each part in it.
    pub fn reading(&self) -> Reading {
        let mut reading = Reading::default();
        let mut end = 0;
        for (role, part) in self.parts() {
            if !reading.blocks.is_empty() {
                reading.text.push('\n');
                end += 1;
            }
            let start = end;
            reading.text.push_str(part);
            end += part.chars().count();
            let span = Span::new(start, end);
            reading.blocks.push(Block { role, span });
        }
        reading
    }

    /// The title; without one, the first clauses of the text (8 to 20 characters); without text, the file.
    pub fn title_or_first_words(&self) -> &str {
        const FEWEST: usize = 8;
        const MOST: usize = 20;
        if let Some(title) = &self.title {
            return title;
        }
        let mut parts = self.parts();
        let text = parts.find(|(role, _)| matches!(role, Role::Paragraph | Role::Caption));
        let Some((_, text)) = text.or_else(|| self.parts().next()) else {
            return &self.file;
        };
        let end = text
            .char_indices()
            .enumerate()
            .find(|&(n, (_, c))| n == MOST || n >= FEWEST && "，。；：！？,;:!?".contains(c))
            .map_or(text.len(), |(_, (byte, _))| byte);
        &text[..end]
    }

    /// How many characters are printed, white space apart.
    pub fn character_count(&self) -> usize {
        self.parts().flat_map(|(_, part)| part.chars()).filter(|c| !c.is_whitespace()).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article() -> Article {
        let some = |s: &str| Some(s.to_owned());
        Article {
            title: some("桥通了"),
            byline: some("(李小舟)"),
            sections: vec![
                Section { heading: None, paragraphs: vec!["昨日,新桥 通车。".into()] },
                Section { heading: some("两岸"), paragraphs: vec!["人很多。".into(), "𠮷祥。".into()] },
            ],
            ..Article::default()
        }
    }

    #[test]
    fn a_reading_is_the_parts_in_order_with_their_spans() {
        let reading = article().reading();
        assert_eq!(reading.text, "桥通了\n(李小舟)\n昨日,新桥 通车。\n两岸\n人很多。\n𠮷祥。");
        let map = crate::text::Offsets::new(&reading.text);
        let seen: Vec<_> = reading.blocks.iter().map(|b| (b.role, map.slice(&reading.text, b.span))).collect();
        assert_eq!(seen, article().parts().collect::<Vec<_>>());
        assert_eq!(map.len(), reading.blocks[5].span.end);
        assert_eq!(article().character_count(), 25);
    }

    #[test]
    fn a_name_is_found_for_any_article() {
        let cases = [
            (article(), "桥通了"),
            (Article { title: None, ..article() }, "昨日,新桥 通车"),
            (Article { file: "a.txt".into(), ..Article::default() }, "a.txt"),
        ];
        for (article, name) in cases {
            assert_eq!(article.title_or_first_words(), name);
        }
    }

    #[test]
    fn a_line_of_the_command_line_has_the_fields_of_the_contract_in_order() {
        let line = serde_json::to_string(&article()).expect("strings and lists serialise");
        let fields = "file kind kicker title subtitle byline sections";
        let places: Vec<_> = fields.split(' ').map(|f| line.find(&format!("\"{f}\":")).expect(f)).collect();
        assert!(places.is_sorted(), "{line}");
        assert!(line.contains("\"kicker\":null") && line.contains("\"kind\":\"article\""));
    }
}
