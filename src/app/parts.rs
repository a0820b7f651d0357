//! The parts of the page that are not in its first load: each comes, with all that only it needs, when it is first
//! shown. `<Later<parts::Export> … />` stands for `<ExportDialog … />` and takes the same properties.
//!
//! Which functions go into which module is worked out by `xtask` from the linked program (`wasm_split`): what is
//! reached only through one of the functions below leaves the main module. So nothing may name such a component but
//! this file, or it comes back into the first load. With the feature `whole` nothing is split off.
//!
//! What the focus goes into at once, as the card of a mark, is no part: it would go there before the part has come.
//!
//! Failure: where a module cannot be had, because the network is away, the reader is told and can try again.

// What joins the modules is a pair of foreign functions, which the macro writes.
#![allow(unsafe_code)]

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use yew::prelude::*;

use super::formatting;
use super::hooks::use_language;
use super::wording::t;
use crate::markdown::Block;

/// A part of the page that comes later.
pub trait Part: 'static {
    /// What it is drawn from.
    type Props: Properties + Clone;
    /// Asks for its program.
    fn fetch() -> Coming<Self::Props>;
}

/// How a part is drawn.
pub type Draw<P> = fn(&P) -> Html;

/// A part on its way.
pub type Coming<P> = Pin<Box<dyn Future<Output = Result<Draw<P>, Missing>>>>;

/// The program of a part could not be had.
#[derive(Debug, Clone, Copy)]
pub struct Missing;

#[cfg(not(feature = "whole"))]
impl From<wasm_split_helpers::SplitLoaderError> for Missing {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Self {
        Self
    }
}

/// Declares a function that gives what lies in another module, when that has been fetched.
macro_rules! elsewhere {
    ($load:ident: $what:ty = $value:expr, in $module:ident) => {
        // The attribute makes of it an asynchronous function that loads the module first.
        #[cfg(not(feature = "whole"))]
        #[wasm_split_helpers::wasm_split($module, fallible)]
        fn $load() -> Result<$what, Missing> {
            Ok($value)
        }
        #[cfg(feature = "whole")]
        async fn $load() -> Result<$what, Missing> {
            Ok($value)
        }
    };
}

/// Declares parts: the name, the component, its properties, a name for the function, the module it lies in.
macro_rules! parts {
    ($($(#[$doc:meta])* $name:ident: $component:path, $props:path, $load:ident in $module:ident;)*) => {$(
        $(#[$doc])*
        pub struct $name;

        impl Part for $name {
            type Props = $props;

            fn fetch() -> Coming<$props> {
                elsewhere!($load: Draw<$props> = |props| html! { <$component ..props.clone() /> }, in $module);
                Box::pin($load())
            }
        }
    )*};
}

parts! {
    /// The page of all notes.
    NotesPage: super::notes_page::NotesPage, super::notes_page::NotesPageProps, load_notes_page in pages;
    /// The page for a text from outside.
    Tryout: super::tryout::Tryout, super::tryout::TryoutProps, load_tryout in pages;
    /// The raw page.
    Source: super::source::Source, super::source::SourceProps, load_source in dialogs;
    /// The settings.
    Settings: super::dialogs::SettingsDialog, super::dialogs::SettingsProps, load_settings in dialogs;
    /// The list of shortcuts.
    Help: super::dialogs::Help, super::dialogs::HelpProps, load_help in dialogs;
    /// What is asked before printing.
    Print: super::dialogs::PrintDialog, super::dialogs::PrintProps, load_print in dialogs;
    /// Taking notes out.
    Export: super::exchange::ExportDialog, super::exchange::ExportProps, load_export in dialogs;
    /// Taking notes in.
    Import: super::exchange::ImportDialog, super::exchange::ImportProps, load_import in dialogs;
}

/// What asks for Markdown to be read.
pub type Format = fn(&str, Callback<Rc<[Block]>>);

/// The program that asks the worker to read Markdown.
///
/// # Errors
/// When it could not be had.
pub async fn format() -> Result<Format, Missing> {
    elsewhere!(load_format: Format = formatting::format, in formatting);
    load_format().await
}

/// The place of a part.
pub struct Later<P: Part>(State<P::Props>);

enum State<P> {
    Coming,
    Here(Draw<P>),
    Missing,
}

/// What happens to it.
pub enum Event<P> {
    Answered(Result<Draw<P>, Missing>),
    Again,
}

impl<P: Part> Component for Later<P> {
    type Message = Event<P::Props>;
    type Properties = P::Props;

    fn create(ctx: &Context<Self>) -> Self {
        ask(ctx);
        Self(State::Coming)
    }

    fn update(&mut self, ctx: &Context<Self>, event: Self::Message) -> bool {
        self.0 = match event {
            Event::Answered(Ok(draw)) => State::Here(draw),
            Event::Answered(Err(Missing)) => State::Missing,
            Event::Again => {
                ask(ctx);
                State::Coming
            }
        };
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        match self.0 {
            State::Coming => Html::default(),
            State::Here(draw) => draw(ctx.props()),
            State::Missing => html! { <NotHad on_again={ctx.link().callback(|()| Event::Again)} /> },
        }
    }
}

fn ask<P: Part>(ctx: &Context<Later<P>>) {
    ctx.link().send_future(async { Event::Answered(P::fetch().await) });
}

#[derive(Properties, PartialEq)]
struct NotHadProps {
    on_again: Callback<()>,
}

#[component]
fn NotHad(props: &NotHadProps) -> Html {
    use_language();
    html! {
        <div class="not-had" role="alert">
            <p>{ t!("part.missing") }</p>
            <button class="tool" onclick={props.on_again.reform(|_: MouseEvent| ())}>{ t!("part.again") }</button>
        </div>
    }
}
