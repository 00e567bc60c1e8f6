//! Rows of one table read by several at a time, with the outcome that one alone would have.

use super::drafts::Drafts;
use super::{Lister, Rows};
use crate::curate::fault::{Code, Report};
use std::collections::HashSet;

impl<'a> Lister<'a> {
    /// One that reads on from somewhere else in a table, and knows of no row before.
    pub(in crate::curate) fn fork(&self) -> Self {
        Lister {
            report: Report::default(),
            facets: self.facets.without_labels(),
            drafts: Drafts::default(),
            rows: Rows::default(),
            is_case_page: self.is_case_page.clone(),
            is_catalog: self.is_catalog.clone(),
            warned_of_columns: HashSet::new(),
            room: Vec::new(),
            ..*self
        }
    }

    /// Takes what a fork has read, which stands behind all that was read here.
    pub(in crate::curate) fn join(&mut self, fork: Lister<'a>) {
        let Lister { mut report, facets, drafts, rows, warned_of_relative_link, .. } = fork;
        let numbers = self.facets.take_labels(facets);
        self.drafts.append(drafts, &numbers);
        if self.warned_of_relative_link {
            report.retain(|problem| problem.code != Code::RelativeLink);
        }
        self.warned_of_relative_link |= warned_of_relative_link;
        self.report.append(report);
        self.rows.read += rows.read;
        self.rows.lost += rows.lost;
    }
}
