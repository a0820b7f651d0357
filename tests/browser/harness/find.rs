//! Elements as a person finds them: by role and name, among those that are shown.

use std::fs;

use anyhow::{Context, Result};
use fantoccini::Locator;
use fantoccini::elements::Element;
use fantoccini::wd::WebDriverCompatibleCommand;
use http::Method;
use serde_json::json;
use url::Url;
use xtask::browser::Engine;
use xtask::setup;

use super::{Page, engine};

impl Page {
    /// The first element that is shown and fits a CSS selector.
    pub async fn find(&self, css: &str) -> Result<Element> {
        self.wait(css, || async { Ok(self.shown(css).await?.into_iter().next()) }).await
    }

    /// All elements that are shown now and fit a CSS selector.
    pub async fn shown(&self, css: &str) -> Result<Vec<Element>> {
        let mut shown = Vec::new();
        for element in self.client.find_all(Locator::Css(css)).await? {
            if element.is_displayed().await? {
                shown.push(element);
            }
        }
        Ok(shown)
    }

    /// Waits until no element that fits a CSS selector is shown.
    pub async fn gone(&self, css: &str) -> Result<()> {
        self.wait(&format!("no {css}"), || async { Ok(self.shown(css).await?.is_empty().then_some(())) }).await
    }

    /// The element of a role with a name, as a screen reader has both.
    pub async fn role(&self, role: &str, name: &str) -> Result<Element> {
        self.wait(&format!("the {role} “{name}”"), || async {
            Ok(self.roles(role, name).await?.into_iter().next())
        })
        .await
    }

    /// Clicks the element of a role with a name. One that goes or moves at that moment is tried again.
    pub async fn click(&self, role: &str, name: &str) -> Result<()> {
        self.wait(&format!("a click on the {role} “{name}”"), || async {
            match self.roles(role, name).await?.into_iter().next() {
                Some(element) => Ok(Some(element.click().await?)),
                None => Ok(None),
            }
        })
        .await
    }

    /// Waits until there is no element of a role with a name.
    pub async fn no_role(&self, role: &str, name: &str) -> Result<()> {
        self.wait(&format!("no {role} “{name}”"), || async {
            Ok(self.roles(role, name).await?.is_empty().then_some(()))
        })
        .await
    }

    /// All elements that are shown now, have a role and hold `name` in their name.
    async fn roles(&self, role: &str, name: &str) -> Result<Vec<Element>> {
        let native = match role {
            "article" => "article",
            "button" => "button, summary",
            "combobox" => "input[list]",
            "complementary" => "aside",
            "dialog" => "dialog",
            "heading" => "h1, h2, h3",
            "link" => "a[href]",
            "navigation" => "nav",
            "region" => "section",
            "switch" => "input[type=checkbox]",
            "textbox" => "textarea",
            _ => "none",
        };
        // What is for the ear alone has its name as well, and cannot be clicked.
        let css = format!(":is([role={role}], {native}):not(.unseen)");
        let shown = self.shown(&css).await?;
        if engine() == Engine::WebKit {
            return self.of_name(shown, role, name).await;
        }
        let mut found = Vec::new();
        for element in shown {
            if self.computed(&element, "role").await? == role && self.computed(&element, "label").await?.contains(name)
            {
                found.push(element);
            }
        }
        Ok(found)
    }

    /// Those of some elements that have a role and hold `name` in their name, as axe-core computes both.
    /// `WebKitWebDriver` has the commands, and answers each with an error without a word (2.50).
    async fn of_name(&self, elements: Vec<Element>, role: &str, name: &str) -> Result<Vec<Element>> {
        const NAMED: &str = r"
            const [role, name, ...elements] = arguments;
            axe.teardown();
            axe.setup(document.documentElement);
            const { aria, text } = axe.commons;
            return elements.map((element) => aria.getRole(element) === role && text.accessibleText(element).includes(name));
        ";
        if elements.is_empty() {
            return Ok(elements);
        }
        self.load_axe().await?;
        // One by one: elements inside a list reach the script as plain objects.
        let mut arguments = vec![json!(role), json!(name)];
        for element in &elements {
            arguments.push(serde_json::to_value(element)?);
        }
        let are: Vec<bool> = serde_json::from_value(self.script(NAMED, &arguments).await?)?;
        Ok(elements.into_iter().zip(are).filter_map(|(element, is)| is.then_some(element)).collect())
    }

    /// Puts axe-core into the page, if it is not there.
    pub async fn load_axe(&self) -> Result<()> {
        if self.script("return typeof axe === 'undefined'", &[]).await? == true {
            let axe = setup::npm_file(setup::AXE.0, "axe.min.js");
            let axe = fs::read_to_string(&axe)
                .with_context(|| format!("no {}: run `cargo xtask test browser`", axe.display()))?;
            self.client.execute(&axe, vec![]).await?;
        }
        Ok(())
    }

    /// `role` or `label` of an element, as the browser computes it for assistive technology.
    async fn computed(&self, element: &Element, what: &'static str) -> Result<String> {
        let element = element.element_id().to_string();
        let value = self.client.issue_cmd(Computed { element, what }).await?;
        Ok(value.as_str().unwrap_or_default().to_owned())
    }
}

/// A WebDriver command that the client lacks: the role or the name of an element.
#[derive(Debug)]
struct Computed {
    element: String,
    what: &'static str,
}

impl WebDriverCompatibleCommand for Computed {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, url::ParseError> {
        let session = session.unwrap_or_default();
        base.join(&format!("session/{session}/element/{}/computed{}", self.element, self.what))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::GET, None)
    }
}
