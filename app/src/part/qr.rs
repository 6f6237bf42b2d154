//! QR codes as SVG in the page: nothing is fetched, nobody else learns the address.

use fast_qr::{
    QRBuilder,
    convert::{Builder, Shape, svg::SvgBuilder},
};

/// The code for a text, black on white with a quiet border in light and dark alike; empty when the text is too long.
pub fn svg(text: &str) -> String {
    QRBuilder::new(text)
        .build()
        .map(|code| SvgBuilder::default().shape(Shape::Square).margin(4).to_str(&code))
        .unwrap_or_default()
}
