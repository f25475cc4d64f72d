//! The `remiss` program: parse, run, exit.

fn main() -> std::process::ExitCode {
    remiss::cli::run()
}
