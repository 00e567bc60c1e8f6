//! One package, two programs: the page in the browser, the `casebook` command everywhere else.

#[cfg(target_arch = "wasm32")]
fn main() {
    casebook::app::mount();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    casebook::curate::main()
}
