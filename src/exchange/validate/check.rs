//! Walking through an annotation by the tables of `rules`. The depth is the document's, which is limited before.

use serde_json::{Map, Value};

use super::rules::{self, Class, Kind, Property, Times};
use super::values::{Role, is_date_time, is_iri, is_svg};
use crate::exchange::jsonld::CONTEXT;

type Fields = Map<String, Value>;

/// The faults found, and where the walk is.
#[derive(Default)]
pub(super) struct Check {
    pub(super) faults: Vec<String>,
    path: String,
}

impl Check {
    /// A document: an annotation, or what it calls itself.
    pub(super) fn document(&mut self, value: &Value) {
        let Some(fields) = value.as_object() else { return self.fault("is no object", "3.1") };
        let collects = |class| has_type(fields, class) && !has_type(fields, "Annotation");
        if collects("AnnotationCollection") {
            self.collection(fields);
        } else if collects("AnnotationPage") {
            self.page(fields, true);
        } else {
            self.annotation(fields, true);
        }
    }

    pub(super) fn fault_at(&mut self, path: &str, rule: &str, section: &str) {
        let place = if path.is_empty() { "the annotation" } else { path };
        self.faults.push(format!("{place}: {rule} ({section})"));
    }

    fn fault(&mut self, rule: &str, section: &str) {
        let path = std::mem::take(&mut self.path);
        self.fault_at(&path, rule, section);
        self.path = path;
    }

    /// Goes to a part, does something there, and comes back.
    fn within(&mut self, part: &str, walk: impl FnOnce(&mut Self)) {
        let here = self.path.len();
        if here > 0 && !part.starts_with('[') {
            self.path.push('.');
        }
        self.path.push_str(part);
        walk(self);
        self.path.truncate(here);
    }

    /// Every value of a property, alone or in a list, each at its place. A null is none.
    fn each(&mut self, fields: &Fields, name: &str, mut walk: impl FnMut(&mut Self, &Value)) {
        match fields.get(name) {
            None | Some(Value::Null) => {}
            Some(Value::Array(values)) => self.within(name, |check| {
                for (n, value) in values.iter().enumerate() {
                    check.within(&format!("[{n}]"), |check| walk(check, value));
                }
            }),
            Some(value) => self.within(name, |check| walk(check, value)),
        }
    }

    fn annotation(&mut self, fields: &Fields, alone: bool) {
        self.named("Annotation", "3.1", fields, alone);
        self.properties(fields, rules::EVERY);
        self.properties(fields, rules::ANNOTATION);
        let given = |name| fields.get(name).is_some_and(|value: &Value| !value.is_null());
        if given("bodyValue") && given("body") {
            self.within("body", |check| check.fault("must not be there beside bodyValue", "3.2.5"));
        }
        self.each(fields, "body", |check, body| check.resource(body, Role::Body));
        if count(fields, "target") == 0 {
            self.within("target", |check| check.fault("must be there at least once", "3.1"));
        }
        self.each(fields, "target", |check, target| check.resource(target, Role::Target));
    }

    /// What an annotation, a collection and a page have alike. A part of a collection needs no context of its own.
    fn named(&mut self, class: &str, section: &str, fields: &Fields, alone: bool) {
        if alone || fields.contains_key("@context") {
            self.context(fields.get("@context"), section);
        }
        self.property(fields, &("id", Times::One, Kind::Iri, "3.1"));
        if has_type(fields, class) {
            self.property(fields, &("type", Times::Any, Kind::Term, "3.1"));
        } else {
            self.within("type", |check| check.fault(&format!("must be or include {class}"), section));
        }
    }

    fn context(&mut self, context: Option<&Value>, section: &str) {
        let rule = match context {
            None | Some(Value::Null) => "must be there",
            Some(Value::String(one)) if one == CONTEXT => return,
            Some(Value::Array(all)) if all.iter().any(|one| one == CONTEXT) => {
                if all.len() > 1 {
                    return;
                }
                "must be a string when it is only one"
            }
            Some(_) => "must be or include http://www.w3.org/ns/anno.jsonld",
        };
        self.within("@context", |check| check.fault(rule, section));
    }

    fn collection(&mut self, fields: &Fields) {
        self.named("AnnotationCollection", "5.1", fields, true);
        self.properties(fields, rules::EVERY);
        self.properties(fields, rules::COLLECTION);
        let filled = fields.get("total").and_then(Value::as_u64).is_some_and(|total| total > 0);
        let first = if filled { Times::One } else { Times::Maybe };
        if let Some(first) = self.once(fields, "first", first, "5.1") {
            self.within("first", |check| match first {
                Value::Object(page) if page.len() > 1 => check.page(page, false),
                link => check.value(link, Kind::Link, "5.1"),
            });
        }
    }

    fn page(&mut self, fields: &Fields, alone: bool) {
        self.named("AnnotationPage", "5.2", fields, alone);
        self.properties(fields, rules::EVERY);
        self.properties(fields, rules::PAGE);
        match fields.get("items") {
            Some(Value::Array(items)) if !items.is_empty() => {}
            _ => self.within("items", |check| check.fault("must be a list of at least one annotation", "5.2")),
        }
        self.each(fields, "items", |check, item| match item.as_object() {
            Some(annotation) => check.annotation(annotation, false),
            None => check.fault("is no annotation", "5.2"),
        });
    }

    fn resource(&mut self, value: &Value, role: Role) {
        let Value::Object(fields) = value else { return self.value(value, Kind::Iri, "3.2.6") };
        self.properties(fields, rules::EVERY);
        let is = |class| has_type(fields, class);
        let has = |name: &str| fields.contains_key(name);
        let textual = is("TextualBody") || !has("source") && !is("SpecificResource") && has("value");
        if is("Choice") {
            self.exactly_typed(fields, "Choice", "3.2.7");
            self.several(fields, role, "3.2.7");
        } else if ["Composite", "List", "Independents"].into_iter().any(is) {
            self.several(fields, role, "3.2.6");
        } else if role == Role::Body && textual {
            self.properties(fields, rules::CONTENT);
            self.properties(fields, rules::TEXTUAL);
        } else if is("SpecificResource") || SPECIFIC_ONLY.iter().any(|name| has(name)) {
            self.properties(fields, rules::SPECIFIC);
            self.property(fields, &rules::source(role));
        } else {
            self.properties(fields, rules::CONTENT);
            self.property(fields, &("id", Times::One, Kind::Iri, "3.2.1"));
        }
    }

    /// A set of resources.
    fn several(&mut self, fields: &Fields, role: Role, section: &'static str) {
        self.property(fields, &("id", Times::Maybe, Kind::Iri, section));
        self.each(fields, "items", |check, item| check.resource(item, role));
    }

    fn properties(&mut self, fields: &Fields, properties: &[Property]) {
        for property in properties {
            self.property(fields, property);
        }
    }

    fn property(&mut self, fields: &Fields, &(name, times, kind, section): &Property) {
        if times == Times::Any {
            self.each(fields, name, |check, value| check.value(value, kind, section));
        } else if let Some(value) = self.once(fields, name, times, section) {
            self.within(name, |check| check.value(value, kind, section));
        }
    }

    /// The value of a property that may not be a list.
    fn once<'v>(&mut self, fields: &'v Fields, name: &str, times: Times, section: &str) -> Option<&'v Value> {
        let rule = match (fields.get(name), times) {
            (None | Some(Value::Null), Times::One) => "must be there exactly once",
            (None | Some(Value::Null), _) => return None,
            (Some(Value::Array(_)), Times::One) => "must be there exactly once, so not as a list",
            (Some(Value::Array(_)), _) => "must be there at most once, so not as a list",
            (value, _) => return value,
        };
        self.within(name, |check| check.fault(rule, section));
        None
    }

    fn value(&mut self, value: &Value, kind: Kind, section: &'static str) {
        let text = value.as_str();
        let rule = match (kind, value) {
            (Kind::Resource(role), _) => return self.resource(value, role),
            (Kind::Agent, Value::Object(fields)) => return self.properties(fields, rules::AGENT),
            (Kind::Audience, Value::Object(fields)) => return self.audience(fields),
            (Kind::Style, Value::Object(fields)) => return self.style(fields),
            (Kind::Selector, Value::Object(fields)) => return self.selector(fields),
            (Kind::State, Value::Object(fields)) => return self.state(fields),
            (Kind::Link, Value::Object(fields)) => {
                return self.property(fields, &("id", Times::One, Kind::Iri, section));
            }
            (Kind::Term, Value::Object(_)) => return,
            (Kind::Text, _) if text.is_none() => "must be a string",
            (Kind::Term, _) if text.is_none_or(str::is_empty) => "must be a name or an IRI",
            (Kind::Natural, _) if value.as_u64().is_none() => "must be a non-negative integer",
            (Kind::DateTime, _) if !text.is_some_and(is_date_time) => "must be an xsd:dateTime in UTC with a Z",
            (Kind::Direction, _) if !matches!(text, Some("ltr" | "rtl" | "auto")) => "must be ltr, rtl or auto",
            (Kind::Svg, _) if !text.is_some_and(is_svg) => "must be well-formed SVG",
            (Kind::Text | Kind::Term | Kind::Natural | Kind::DateTime | Kind::Direction | Kind::Svg, _) => return,
            _ if text.is_some_and(is_iri) => return,
            (Kind::Iri, _) => "must be an IRI",
            _ => "must be an IRI or an object",
        };
        self.fault(rule, section);
    }

    fn audience(&mut self, fields: &Fields) {
        const SECTION: &str = "3.3.3";
        self.property(fields, &("id", Times::Maybe, Kind::Iri, SECTION));
        self.each(fields, "type", |check, class| {
            if !class.as_str().is_some_and(|class| class.contains(':')) {
                check.fault("must begin with schema:", SECTION);
            }
        });
        let free = |name: &str| name.contains(':') || name.starts_with('@') || ["id", "type"].contains(&name);
        let known = |name: &str| rules::EVERY.iter().any(|(of, ..)| *of == name);
        for name in fields.keys().filter(|name| !free(name) && !known(name)) {
            self.within(name, |check| check.fault("must begin with schema:", SECTION));
        }
    }

    fn style(&mut self, fields: &Fields) {
        self.property(fields, &("id", Times::Maybe, Kind::Iri, "4.4"));
        if fields.contains_key("type") {
            self.exactly_typed(fields, "CssStylesheet", "4.4");
        }
    }

    fn selector(&mut self, fields: &Fields) {
        self.properties(fields, rules::ANY_SELECTOR);
        self.classed(fields, rules::SELECTORS, "4.2");
    }

    fn state(&mut self, fields: &Fields) {
        if rules::SELECTORS.iter().any(|(class, ..)| has_type(fields, class)) {
            return self.selector(fields);
        }
        self.properties(fields, rules::ANY_STATE);
        self.classed(fields, rules::STATES, "4.3");
        if !has_type(fields, "TimeState") {
            return;
        }
        let given = |name| count(fields, name) > 0;
        let (start, end) = (given("sourceDateStart"), given("sourceDateEnd"));
        if given("sourceDate") && (start || end) {
            let rule = "must not be there beside sourceDateStart or sourceDateEnd";
            self.within("sourceDate", |check| check.fault(rule, "4.3.1"));
        }
        for (name, wanting, other) in
            [("sourceDateEnd", start && !end, "sourceDateStart"), ("sourceDateStart", end && !start, "sourceDateEnd")]
        {
            if wanting {
                self.within(name, |check| check.fault(&format!("must be there beside {other}"), "4.3.1"));
            }
        }
    }

    /// A selector or state of one of these classes, of a class that is none of the model's, or elsewhere on the web.
    fn classed(&mut self, fields: &Fields, classes: &[Class], section: &str) {
        if count(fields, "type") == 0 && count(fields, "id") == 0 {
            return self.within("type", |check| check.fault("must be there", section));
        }
        for (class, section, properties) in classes.iter().filter(|(class, ..)| has_type(fields, class)) {
            self.exactly_typed(fields, class, section);
            self.properties(fields, properties);
        }
    }

    fn exactly_typed(&mut self, fields: &Fields, class: &str, section: &str) {
        if fields.get("type").and_then(Value::as_str) != Some(class) {
            self.within("type", |check| check.fault(&format!("must be {class} and nothing more"), section));
        }
    }
}

/// What only a specific resource has.
const SPECIFIC_ONLY: [&str; 6] = ["source", "selector", "state", "styleClass", "renderedVia", "scope"];

fn has_type(fields: &Fields, class: &str) -> bool {
    match fields.get("type") {
        Some(Value::Array(types)) => types.iter().any(|of| of == class),
        Some(of) => of == class,
        None => false,
    }
}

fn count(fields: &Fields, name: &str) -> usize {
    match fields.get(name) {
        None | Some(Value::Null) => 0,
        Some(Value::Array(values)) => values.len(),
        Some(_) => 1,
    }
}
