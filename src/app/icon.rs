//! The drawn signs of the interface, as elements.

use yew::prelude::*;

pub use crate::signs::*;

/// Properties of [`Icon`].
#[derive(Properties, PartialEq)]
pub struct IconProps {
    /// The outline (`d` of an SVG path).
    pub path: &'static str,
}

/// A sign without words; what it stands for is said by the control around it.
#[component]
pub fn Icon(props: &IconProps) -> Html {
    html! {
        <svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
            <path d={props.path} />
        </svg>
    }
}
