//! A correction as one item of a store: the key `meipi:fix:<id>`, the value `[1, made, correction]`.
//!
//! The id is what the correction is about, so two that contradict each other are one item, and the later one is in
//! it: nothing is there twice, in one tab or in two.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::Correction;
use crate::keeping::{Item, LAST_TIME};

/// A correction, and when it was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// Milliseconds since 1970 by the reader's clock, but later than every correction made before.
    pub made: u64,
    /// What was said.
    #[serde(flatten)]
    pub correction: Correction,
}

impl Item for Fix {
    const PREFIX: &'static str = "meipi:fix:";
    const VERSION: u64 = 1;

    fn id(&self) -> String {
        self.correction.id()
    }

    fn modified(&self) -> u64 {
        self.made
    }

    fn check(&self) -> Result<(), String> {
        if self.made > LAST_TIME {
            return Err("a time lies past the year 275760".into());
        }
        match self.correction.clone().tidy() {
            Ok(tidy) if tidy == self.correction => Ok(()),
            Ok(_) => Err("the name is not as it is kept".into()),
            Err(invalid) => Err(invalid.to_string()),
        }
    }

    fn write(&self) -> Value {
        json!([Self::VERSION, self.made, self.correction])
    }

    fn parse(id: &str, _: u64, raw: &str) -> Result<Self, String> {
        let (_, made, correction): (u64, u64, Correction) =
            serde_json::from_str(raw).map_err(|error| error.to_string())?;
        let fix = Self { made, correction };
        if fix.id() == id { Ok(fix) } else { Err("its key is another correction's".into()) }
    }
}
