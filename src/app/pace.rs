//! Turns at the one thread that the page and the browser share.

use leptos::leptos_dom::helpers::set_timeout;
use std::time::Duration;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::MessageChannel;

/// How long work goes on before the browser may draw and listen, in milliseconds: less than a frame.
const TURN: f64 = 12.0;

/// A turn of long work.
pub(super) struct Slice {
    since: f64,
}

impl Slice {
    /// A turn that begins now.
    pub(super) fn new() -> Self {
        Self { since: js_sys::Date::now() }
    }

    /// Whether it is time for other work.
    pub(super) fn is_over(&self) -> bool {
        js_sys::Date::now() - self.since >= TURN
    }

    /// Lets other work be done, and begins anew. By a message, since timers wait for 4 ms each.
    pub(super) async fn pause(&mut self) {
        if let Ok(channel) = MessageChannel::new() {
            let mut send = |resolve: js_sys::Function, _| {
                channel.port1().set_onmessage(Some(&resolve));
                _ = channel.port2().post_message(&JsValue::NULL);
            };
            _ = JsFuture::from(js_sys::Promise::new(&mut send)).await;
        }
        self.since = js_sys::Date::now();
    }
}

/// Waits.
pub(super) async fn sleep(time: Duration) {
    let mut wait = |resolve: js_sys::Function, _| {
        set_timeout(move || _ = resolve.call0(&JsValue::NULL), time);
    };
    _ = JsFuture::from(js_sys::Promise::new(&mut wait)).await;
}
