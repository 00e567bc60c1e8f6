//! Measures work in processes of their own.

use crate::work::Work;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

/// The argument by which this program knows that it is to do a piece of work itself.
pub(crate) const CHILD: &str = "--child";

/// What a piece of work took.
pub(crate) struct Measurement {
    /// On the clock.
    pub(crate) seconds: f64,
    /// Of all cores together, in the program and the system.
    pub(crate) cpu: f64,
    /// The most memory at a time, in bytes; 0 where the system does not tell.
    pub(crate) peak: f64,
}

/// Measures each piece of work once a round.
pub(crate) fn in_turn(works: &[Work], path: &Path, rounds: usize) -> Vec<Vec<Measurement>> {
    let mut measured: Vec<Vec<Measurement>> = works.iter().map(|_| Vec::new()).collect();
    for _ in 0..rounds {
        for (work, all) in works.iter().zip(&mut measured) {
            all.push(measure(*work, path));
        }
    }
    measured
}

/// The middle one of what several measurements say.
pub(crate) fn median(all: &[Measurement], what: fn(&Measurement) -> f64) -> f64 {
    let mut values: Vec<f64> = all.iter().map(what).collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn measure(work: Work, path: &Path) -> Measurement {
    let mut child = Command::new(std::env::current_exe().unwrap());
    let output = child.args([CHILD, work.name()]).arg(path).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let numbers: Vec<f64> = said.split_whitespace().map(|word| word.parse().unwrap()).collect();
    let [seconds, cpu, peak] = numbers[..] else {
        panic!("{}: {}", work.name(), String::from_utf8_lossy(&output.stderr));
    };
    Measurement { seconds, cpu, peak }
}

/// Does a piece of work, and says what it took.
pub(crate) fn as_child(work: &str, path: &Path) {
    let start = Instant::now();
    let made = Work::named(work).run(path);
    println!("{} {} {}", start.elapsed().as_secs_f64(), cpu(), peak());
    drop(made);
}

/// What `/proc` says of this process: the fields after its name, in a hundredth of a second.
fn cpu() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}

fn peak() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<f64>().ok());
    kilobytes.unwrap_or_default() * 1024.0
}
