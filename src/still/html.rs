//! HTML, an element inside the other: what is opened is closed, and text is escaped, because there is no other way to
//! write here.

use quick_xml::escape::escape;

/// The names and values of an element's attributes.
pub type Attributes<'a> = &'a [(&'static str, &'a str)];

/// HTML being written.
#[derive(Debug, Default)]
pub struct Html(String);

impl Html {
    /// An element with what is inside it.
    pub fn element(&mut self, name: &'static str, attributes: Attributes<'_>, inside: impl FnOnce(&mut Self)) {
        self.empty(name, attributes);
        inside(self);
        self.0.extend(["</", name, ">"]);
    }

    /// An element that has no inside and no end, such as `<wbr>`.
    pub fn empty(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.0.extend(["<", name]);
        for (name, value) in attributes {
            self.0.extend([" ", name, "=\"", &escape(*value), "\""]);
        }
        self.0.push('>');
    }

    /// Text.
    pub fn text(&mut self, text: &str) {
        self.0.push_str(&escape(text));
    }

    /// An element with nothing but text in it.
    pub fn line(&mut self, name: &'static str, attributes: Attributes<'_>, text: &str) {
        self.element(name, attributes, |html| html.text(text));
    }

    /// The HTML.
    pub fn finish(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use quick_xml::Reader;
    use quick_xml::escape::unescape;
    use quick_xml::events::Event;

    use super::*;

    proptest! {
        #[test]
        fn whatever_is_written_is_read_again(value in "[<>&\"'a一\u{1}-\u{2}𠮷]{0,12}", text in "[<>&\"'/a一;#𠮷]{1,12}") {
            let mut html = Html::default();
            html.line("p", &[("title", &value)], &text);
            let html = html.finish();
            let mut reader = Reader::from_str(&html);
            let Event::Start(start) = reader.read_event()? else { panic!("no element in {html}") };
            let attribute = start.try_get_attribute("title")?.expect("it was written");
            prop_assert_eq!(unescape(&attribute.value)?, value);
            let mut read = String::new();
            loop {
                match reader.read_event()? {
                    Event::Text(part) => read.push_str(&part),
                    Event::GeneralRef(sign) => read.push_str(&unescape(&format!("&{};", &*sign))?),
                    Event::End(_) => break,
                    other => panic!("{other:?} in {html}"),
                }
            }
            prop_assert_eq!(read, text);
        }
    }
}
