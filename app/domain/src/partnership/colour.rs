//! Colours: contrast as WCAG 2.2 defines it, and the nearest darker or lighter colour that can be read.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A colour of sRGB: red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Colour(pub u8, pub u8, pub u8);

/// White paper.
pub const PAPER: Colour = Colour(0xff, 0xff, 0xff);
/// The ground of panels, on which links must be read as well.
pub const MIST: Colour = Colour(0xf3, 0xf5, 0xf8);
/// The ground of panels in the dark.
pub const DARK_MIST: Colour = Colour(0x1b, 0x21, 0x2a);

impl Colour {
    /// Contrast of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio").
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The least darker colour whose contrast with this ground is high enough.
    #[must_use]
    pub fn darker_until(self, ground: Self, contrast: f64) -> Self {
        self.mixed_until(Self(0, 0, 0), ground, contrast)
    }

    /// The least lighter colour whose contrast with this ground is high enough.
    #[must_use]
    pub fn lighter_until(self, ground: Self, contrast: f64) -> Self {
        self.mixed_until(Self(255, 255, 255), ground, contrast)
    }

    /// This colour with so many hundredths of another.
    #[must_use]
    pub fn mixed(self, other: Self, hundredths: u32) -> Self {
        let mix = |a: u8, b: u8| {
            let sum = u32::from(a) * (100 - hundredths) + u32::from(b) * hundredths;
            u8::try_from((sum + 50) / 100).unwrap_or(u8::MAX)
        };
        Self(mix(self.0, other.0), mix(self.1, other.1), mix(self.2, other.2))
    }

    fn mixed_until(self, other: Self, ground: Self, contrast: f64) -> Self {
        (0..=100).map(|part| self.mixed(other, part)).find(|mixed| mixed.contrast(ground) >= contrast).unwrap_or(other)
    }

    fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

/// Not of the form `#rrggbb`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoColour;

impl fmt::Display for NoColour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a colour of the form #rrggbb")
    }
}

impl FromStr for Colour {
    type Err = NoColour;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text
            .strip_prefix('#')
            .filter(|digits| digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
            .ok_or(NoColour)?;
        let channel = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).map_err(|_| NoColour);
        Ok(Self(channel(0)?, channel(2)?, channel(4)?))
    }
}

impl From<Colour> for String {
    fn from(colour: Colour) -> Self {
        colour.to_string()
    }
}

impl TryFrom<String> for Colour {
    type Error = NoColour;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_the_standard() {
        let black = Colour(0, 0, 0);
        assert!((PAPER.contrast(black) - 21.0).abs() < 1e-9);
        assert!((PAPER.contrast(PAPER) - 1.0).abs() < 1e-9);
        // The style guide measured loch on paper at 8.9.
        assert!((Colour(0x0b, 0x4f, 0x6c).contrast(PAPER) - 8.9).abs() < 0.05);
    }

    #[test]
    fn colours_read_what_they_write() {
        let loch: Colour = "#0B4F6C".parse().unwrap();
        assert_eq!(loch.to_string(), "#0b4f6c");
        for bad in ["0b4f6c", "#0b4f6", "#0b4f6g", "#+1+1+1", "", "#äöü"] {
            assert!(bad.parse::<Colour>().is_err(), "{bad}");
        }
    }

    #[test]
    fn the_nearest_colour_changes_no_more_than_needed() {
        let sky = Colour(0x66, 0xcc, 0xff);
        let darker = sky.darker_until(MIST, 4.5);
        assert!(darker.contrast(MIST) >= 4.5 && darker.contrast(MIST) < 4.8);
        let lighter = Colour(0x0b, 0x4f, 0x6c).lighter_until(DARK_MIST, 7.0);
        assert!(lighter.contrast(DARK_MIST) >= 7.0);
    }
}
