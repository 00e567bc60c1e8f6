//! Answers every change of the link, for all views.
//!
//! This is the one subscriber of the one signal. An effect of Leptos would do, but brings what nothing here
//! needs: an owner, to be dropped with it; an order among effects; and either an executor, to run later, or
//! an account of runs in other threads. That weighs 4 to 6 KiB of the 79 that the page may weigh.

use super::explorer::Explorer;
use crate::query::Link;
use leptos::prelude::WithUntracked;
use leptos::reactive::graph::{AnySource, AnySubscriber, ReactiveNode, Source, Subscriber};
use send_wrapper::SendWrapper;
use std::sync::{Arc, Weak};

/// Answers what is asked now, and from now on whatever is asked, before whoever sets the link goes on.
pub(super) fn start(explorer: Explorer) {
    let answering = Answering(SendWrapper::new(explorer));
    // For as long as the page, as everything here.
    let answering: &'static Arc<Answering> = Box::leak(Box::new(Arc::new(answering)));
    let subscriber = Arc::downgrade(answering);
    let subscriber: Weak<dyn Subscriber + Send + Sync> = subscriber;
    explorer.navigator.link().add_subscriber(AnySubscriber(0, subscriber));
    answering.answer();
}

/// Signals want whoever subscribes to be `Send`, though a page has one thread.
struct Answering(SendWrapper<Explorer>);

impl Answering {
    fn answer(&self) {
        let explorer = *self.0;
        explorer.navigator.link().with_untracked(|Link { query, .. }| {
            explorer.tell(query, explorer.answer(query));
        });
    }
}

impl ReactiveNode for Answering {
    fn mark_dirty(&self) {
        self.answer();
    }

    // Nothing between it and the signal could have to be asked first, and nothing depends on it.
    fn mark_check(&self) {}

    fn mark_subscribers_check(&self) {}

    fn update_if_necessary(&self) -> bool {
        false
    }
}

impl Subscriber for Answering {
    // It knows what it subscribed to, and stays subscribed.
    fn add_source(&self, _: AnySource) {}

    fn clear_sources(&self, _: &AnySubscriber) {}
}
