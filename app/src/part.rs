//! Parts: what pages are made of, each as in the style guide, with the behaviour that makes it usable.

pub mod area;
pub mod ask;
pub mod chart;
pub mod choice;
pub mod colour;
pub mod field;
pub mod form;
pub mod list;
pub mod qr;
pub mod query;
pub mod survey_head;
pub mod table;
