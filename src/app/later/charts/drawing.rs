//! A figure drawn in the page, as SVG.

use super::super::super::dom::{change, set};
use crate::chart::{Anchor, Area, Figure, Tone};
use leptos::prelude::document;
use wasm_bindgen::UnwrapThrowExt;
use web_sys::Element;

const SVG: Option<&str> = Some("http://www.w3.org/2000/svg");

/// A drawing, which touches only what differs from what it showed.
pub(super) struct Drawing {
    svg: Element,
    boxes: Vec<Element>,
    texts: Vec<Element>,
    shown: Figure,
}

impl Drawing {
    /// Empty. For who hears it, the table says the same.
    pub(super) fn new() -> Self {
        let svg = shape("svg");
        set(&svg, "aria-hidden", "true");
        Self { svg, boxes: Vec::new(), texts: Vec::new(), shown: Figure::default() }
    }

    /// The drawing.
    pub(super) fn svg(&self) -> &Element {
        &self.svg
    }

    /// Draws a figure in its own size.
    pub(super) fn show(&mut self, figure: Figure, is_faint: &dyn Fn(usize) -> bool) {
        if (figure.boxes.len(), figure.texts.len()) != (self.boxes.len(), self.texts.len()) {
            self.svg.set_text_content(None);
            self.boxes = figure.boxes.iter().map(|_| self.add("rect")).collect();
            self.texts = figure.texts.iter().map(|_| self.add("text")).collect();
            self.shown = Figure::default();
        }
        change(&self.svg, "width", &figure.width.to_string());
        change(&self.svg, "height", &figure.height.to_string());
        for (at, (rect, mark)) in self.boxes.iter().zip(&figure.boxes).enumerate() {
            if self.shown.boxes.get(at) != Some(mark) {
                let Area { x, y, width, height } = mark.area;
                for (name, value) in [("x", x), ("y", y), ("width", width), ("height", height)] {
                    change(rect, name, &value.to_string());
                }
            }
            change(
                rect,
                "class",
                match mark.tone {
                    Tone::Total => "total",
                    _ if is_faint(mark.of) => "part faint",
                    _ => "part",
                },
            );
        }
        for (at, (shown, text)) in self.texts.iter().zip(&figure.texts).enumerate() {
            if self.shown.texts.get(at) != Some(text) {
                change(shown, "x", &text.x.to_string());
                change(shown, "y", &text.y.to_string());
                let anchor = match text.anchor {
                    Anchor::Start => "start",
                    Anchor::Middle => "middle",
                    Anchor::End => "end",
                };
                change(shown, "text-anchor", anchor);
                shown.set_text_content(Some(&text.text));
            }
        }
        self.shown = figure;
    }

    fn add(&self, tag: &str) -> Element {
        let shape = shape(tag);
        _ = self.svg.append_child(&shape);
        shape
    }
}

fn shape(tag: &str) -> Element {
    document().create_element_ns(SVG, tag).unwrap_throw()
}
