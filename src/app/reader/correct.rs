//! The second row of the selection's toolbar: what the reader can correct in one or two taps.

use crate::app::wording::t;
use yew::prelude::*;

use super::desk::Offer;
use crate::app::hooks::use_language;
use crate::corrections::Correction;
use crate::programs::ProgramKind;

/// Properties of [`Correct`].
#[derive(Properties, PartialEq)]
pub struct CorrectProps {
    /// What the selection could correct.
    pub offers: Vec<Offer>,
    /// The reader said so.
    pub on_correct: Callback<Correction>,
    /// A question was opened or closed, so that the toolbar has another size.
    pub on_resize: Callback<()>,
}

/// See the module.
#[component]
pub fn Correct(props: &CorrectProps) -> Html {
    use_language();
    let asked = use_state_eq(|| None::<Offer>);
    {
        let asked = asked.clone();
        use_effect_with(props.offers.clone(), move |_| asked.set(None));
    }
    {
        let on_resize = props.on_resize.clone();
        use_effect_with((*asked).clone(), move |_| on_resize.emit(()));
    }
    let say = |correction: Correction| props.on_correct.reform(move |_: MouseEvent| correction.clone());
    let ask = |offer: &Offer| {
        let (asked, offer) = (asked.clone(), offer.clone());
        Callback::from(move |_: MouseEvent| asked.set(Some(offer.clone())))
    };
    let buttons = props.offers.iter().map(|offer| {
        let (label, onclick) = match offer {
            Offer::Join(word) => (t!("fix.join"), say(Correction::Join { word: word.clone() })),
            // A word of two characters has one place to cut.
            Offer::Split(word) if word.chars().count() == 2 => {
                (t!("fix.split"), say(Correction::Split { word: word.clone(), cuts: vec![1] }))
            }
            Offer::Split(_) => (t!("fix.split"), ask(offer)),
            Offer::Name(_) => (t!("fix.name"), ask(offer)),
            Offer::Part { found, name } => {
                (t!("fix.part", name = name), say(Correction::NameEnds { found: found.clone(), name: name.clone() }))
            }
        };
        html! { <button class="tool" {onclick}>{ label }</button> }
    });
    html! {
        <div class="correct">
            if let Some(Offer::Split(word)) = &*asked {
                <span class="question">{ t!("fix.where") }</span>
                { cuts(word, &props.on_correct) }
            } else if let Some(Offer::Name(name)) = &*asked {
                <span class="question">{ t!("fix.which_kind") }</span>
                { for ProgramKind::ALL.into_iter().map(|kind| html! {
                    <button class="tool" onclick={say(Correction::Program { name: name.clone(), kind })}>
                        { t!(format!("program.{}", kind.name())) }
                    </button>
                }) }
            } else {
                { for buttons }
            }
        </div>
    }
}

/// The word's characters with a button in each gap.
fn cuts(word: &str, on_correct: &Callback<Correction>) -> Html {
    let characters: Vec<char> = word.chars().collect();
    let pieces = characters.iter().enumerate().map(|(at, character)| {
        let (before, after): (String, String) = (characters[..at].iter().collect(), characters[at..].iter().collect());
        let correction = Correction::Split { word: word.to_owned(), cuts: vec![at] };
        let onclick = on_correct.reform(move |_: MouseEvent| correction.clone());
        html! {
            <>
                if at > 0 {
                    <button class="gap" {onclick} aria-label={format!("{before}｜{after}")}>{ "｜" }</button>
                }
                <span lang="zh-Hans">{ *character }</span>
            </>
        }
    });
    html! { <span class="cuts">{ for pieces }</span> }
}
