//! The model's classes and their properties as tables: how often, and what.

use super::values::Role;

/// How often a property may be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Times {
    /// Exactly once.
    One,
    /// At most once.
    Maybe,
    /// Any number of times: alone or as a list.
    Any,
}
use Times::{Any, Maybe, One};

/// What a value must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A string.
    Text,
    /// A string that is an IRI.
    Iri,
    /// An IRI, or an object with one as its id.
    Link,
    /// The name of an instance or class, or an object.
    Term,
    /// A non-negative integer.
    Natural,
    /// An `xsd:dateTime` in UTC with a `Z`.
    DateTime,
    /// `ltr`, `rtl` or `auto`.
    Direction,
    /// SVG as XML.
    Svg,
    /// An agent.
    Agent,
    /// An audience.
    Audience,
    /// A style sheet.
    Style,
    /// A selector.
    Selector,
    /// A state, or a selector that refines one.
    State,
    /// A body, a target or the source of one.
    Resource(Role),
}
use Kind::{
    Agent, Audience, DateTime, Direction, Iri, Link, Natural, Resource, Selector, State, Style, Svg, Term, Text,
};

/// A property: its name, how often, what, and the section that says so.
pub(super) type Property = (&'static str, Times, Kind, &'static str);

/// A class with a type of its own: its name, its section, its properties.
pub(super) type Class = (&'static str, &'static str, &'static [Property]);

/// Of every resource.
pub(super) const EVERY: &[Property] = &[
    ("creator", Any, Agent, "3.3.1"),
    ("created", Maybe, DateTime, "3.3.1"),
    ("modified", Maybe, DateTime, "3.3.1"),
    ("rights", Any, Link, "3.3.6"),
    ("canonical", Maybe, Link, "3.3.7"),
    ("via", Any, Link, "3.3.7"),
];

/// Of annotations, beside context, id, type, body and target.
pub(super) const ANNOTATION: &[Property] = &[
    ("bodyValue", Maybe, Text, "3.2.5"),
    ("generator", Any, Agent, "3.3.1"),
    ("generated", Maybe, DateTime, "3.3.1"),
    ("audience", Any, Audience, "3.3.3"),
    ("motivation", Any, Term, "3.3.5"),
    ("stylesheet", Maybe, Style, "4.4"),
];

/// Of external resources and textual bodies.
pub(super) const CONTENT: &[Property] = &[
    ("format", Any, Text, "3.2.1"),
    ("language", Any, Text, "3.2.1"),
    ("processingLanguage", Maybe, Text, "3.2.1"),
    ("textDirection", Maybe, Direction, "3.2.1"),
    ("accessibility", Any, Text, "3.3.4"),
    ("type", Any, Term, "3.2.2"),
];

/// Of textual bodies.
pub(super) const TEXTUAL: &[Property] =
    &[("id", Maybe, Iri, "3.2.4"), ("value", One, Text, "3.2.4"), ("purpose", Any, Term, "3.3.5")];

/// Of specific resources, beside their source.
pub(super) const SPECIFIC: &[Property] = &[
    ("id", Maybe, Iri, "4"),
    ("type", Any, Term, "4"),
    ("purpose", Any, Term, "4.1"),
    ("selector", Any, Selector, "4.2"),
    ("state", Any, State, "4.3"),
    ("styleClass", Any, Text, "4.4"),
    ("renderedVia", Any, Agent, "4.5"),
    ("scope", Any, Link, "4.6"),
];

/// Of agents.
pub(super) const AGENT: &[Property] = &[
    ("id", Maybe, Iri, "3.3.2"),
    ("type", Any, Term, "3.3.2"),
    ("name", Any, Text, "3.3.2"),
    ("nickname", Maybe, Text, "3.3.2"),
    ("email", Any, Link, "3.3.2"),
    ("email_sha1", Any, Text, "3.3.2"),
    ("homepage", Any, Link, "3.3.2"),
];

/// Of collections of annotations.
pub(super) const COLLECTION: &[Property] =
    &[("label", Any, Text, "5.1"), ("total", Maybe, Natural, "5.1"), ("last", Maybe, Link, "5.1")];

/// Of pages of collections.
pub(super) const PAGE: &[Property] = &[
    ("partOf", Maybe, Link, "5.2"),
    ("next", Maybe, Link, "5.2"),
    ("prev", Maybe, Link, "5.2"),
    ("startIndex", Maybe, Natural, "5.2"),
];

/// Selectors.
pub(super) const SELECTORS: &[Class] = &[
    ("FragmentSelector", "4.2.1", &[("value", One, Text, "4.2.1"), ("conformsTo", Maybe, Link, "4.2.1")]),
    ("CssSelector", "4.2.2", &[("value", One, Text, "4.2.2")]),
    ("XPathSelector", "4.2.3", &[("value", One, Text, "4.2.3")]),
    (
        "TextQuoteSelector",
        "4.2.4",
        &[("exact", One, Text, "4.2.4"), ("prefix", Maybe, Text, "4.2.4"), ("suffix", Maybe, Text, "4.2.4")],
    ),
    ("TextPositionSelector", "4.2.5", &[("start", One, Natural, "4.2.5"), ("end", One, Natural, "4.2.5")]),
    ("DataPositionSelector", "4.2.6", &[("start", One, Natural, "4.2.6"), ("end", One, Natural, "4.2.6")]),
    ("SvgSelector", "4.2.7", &[("value", Maybe, Svg, "4.2.7")]),
    ("RangeSelector", "4.2.8", &[("startSelector", One, Selector, "4.2.8"), ("endSelector", One, Selector, "4.2.8")]),
];

/// States. Which of the dates may stand together is checked apart.
pub(super) const STATES: &[Class] = &[
    (
        "TimeState",
        "4.3.1",
        &[
            ("sourceDate", Any, DateTime, "4.3.1"),
            ("sourceDateStart", Maybe, DateTime, "4.3.1"),
            ("sourceDateEnd", Maybe, DateTime, "4.3.1"),
            ("cached", Any, Link, "4.3.1"),
        ],
    ),
    ("HttpRequestState", "4.3.2", &[("value", One, Text, "4.3.2")]),
];

/// Of a selector of any class.
pub(super) const ANY_SELECTOR: &[Property] = &[("id", Maybe, Iri, "4.2"), ("refinedBy", Any, Selector, "4.2.9")];

/// Of a state of any class. It is refined by states and selectors alike.
pub(super) const ANY_STATE: &[Property] = &[("id", Maybe, Iri, "4.3"), ("refinedBy", Any, State, "4.3.3")];

/// The source of a specific resource.
pub(super) const fn source(role: Role) -> Property {
    ("source", One, Resource(role), "4")
}
