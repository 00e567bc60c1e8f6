//! One package, two programs: the page in the browser, the `casebook` command everywhere else.

fn main() {
    println!("casebook");
}
