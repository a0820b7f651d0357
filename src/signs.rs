//! The few drawn signs of the interface: 20 × 20, one stroke width, in the colour of the text beside them. Each is the
//! outline (`d` of an SVG path).

/// Lines of a table of contents.
pub const CONTENTS: &str = "M4 5h12M4 10h12M4 15h7";
/// A note beside lines.
pub const NOTES: &str = "M4 5h7M4 9h7M4 13h4M15 3v11l-2 3-2-3";
/// A printed page.
pub const SOURCE: &str = "M5 3h7l4 4v10H5zM12 3v4h4M8 10h5M8 13h5";
/// Two sliders.
pub const SETTINGS: &str = "M3 6h8M15 6h2M13 4v4M3 14h3M10 14h7M8 12v4";
/// A cross.
pub const CLOSE: &str = "M5 5l10 10M15 5L5 15";
/// To the left.
pub const PREVIOUS: &str = "M12 4l-6 6 6 6";
/// To the right.
pub const NEXT: &str = "M8 4l6 6-6 6";

/// An open eye.
pub const SHOWN: &str =
    "M2.5 10s3-5 7.5-5 7.5 5 7.5 5-3 5-7.5 5-7.5-5-7.5-5zM10 7.7a2.3 2.3 0 1 0 0 4.6 2.3 2.3 0 0 0 0-4.6z";
/// An eye that is crossed out.
pub const HIDDEN: &str = "M3.5 6.8C2.8 8 2.5 10 2.5 10s3 5 7.5 5c1 0 2-.2 2.8-.6M7.6 5.4A8 8 0 0 1 10 5c4.5 0 7.5 5 7.5 5s-.7 1.2-1.9 2.4M4 3.5l12 13";

/// An arrow that turns back.
pub const UNDO: &str = "M7 5L3 9l4 4M3 9h9a4 4 0 0 1 0 8h-3";
/// An arrow that turns on.
pub const REDO: &str = "M13 5l4 4-4 4M17 9H8a4 4 0 0 0 0 8h3";
