//! The kinds of programme, as the marks print them.

use serde::{Deserialize, Serialize};

/// What sort of initiative a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProgramKind {
    /// 活动, 行动.
    Campaign,
    /// 战略, and slogans that state a goal.
    Strategy,
    /// 政策, 改革, 制度, 条例, 计划, subsidies and loans.
    Policy,
    /// 机制, working models.
    Mechanism,
    /// 平台, apps, hotlines, service brands.
    Platform,
    /// 大赛, 大会, exhibitions.
    Event,
    /// Named construction, parks, laboratories, facilities.
    Project,
}

impl ProgramKind {
    /// Every kind, as [`Self::name`] names them.
    pub const ALL: [Self; 7] =
        [Self::Campaign, Self::Strategy, Self::Policy, Self::Mechanism, Self::Platform, Self::Event, Self::Project];

    /// The kind's name in the command line's output and in the list.
    pub fn name(self) -> &'static str {
        match self {
            Self::Campaign => "campaign",
            Self::Strategy => "strategy",
            Self::Policy => "policy",
            Self::Mechanism => "mechanism",
            Self::Platform => "platform",
            Self::Event => "event",
            Self::Project => "project",
        }
    }
}
