//! One child process: its output kept, its last line shown while it takes long, all of it shown on failure.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use crate::failure::{Failure, Result, Step};

/// How often a job that takes long says that it is still there.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// The longest line a heartbeat repeats, in characters.
const HEARTBEAT_WIDTH: usize = 100;

/// A command to run, the step it belongs to, and what to do where it fails.
pub struct Job {
    step: String,
    command: Command,
    shown: String,
    by_hand: Option<String>,
    verbose: bool,
}

/// How a job ended, with standard output and error as they came.
pub struct Outcome {
    pub success: bool,
    pub text: String,
    pub reason: String,
}

impl Job {
    pub fn new(step: impl Into<String>, program: impl AsRef<OsStr>) -> Self {
        let program = program.as_ref();
        let name = Path::new(program).file_name().unwrap_or(program);
        Self {
            step: step.into(),
            command: Command::new(program),
            shown: name.to_string_lossy().into_owned(),
            by_hand: None,
            verbose: false,
        }
    }

    pub fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        self.shown.push(' ');
        self.shown.push_str(&arg.as_ref().to_string_lossy());
        self.command.arg(arg);
        self
    }

    pub fn args<A: AsRef<OsStr>>(self, args: impl IntoIterator<Item = A>) -> Self {
        args.into_iter().fold(self, Self::arg)
    }

    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    pub fn without_env(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    pub fn directory(mut self, path: &Path) -> Self {
        self.command.current_dir(path);
        self
    }

    pub fn by_hand(mut self, text: impl Into<String>) -> Self {
        self.by_hand = Some(text.into());
        self
    }

    /// Also passes on each line as it comes.
    pub fn verbose(mut self, verbose: bool) -> Self {
        self.verbose = verbose;
        self
    }

    /// Runs to the end; a bad exit code is an outcome, only a failed start is an error.
    pub fn outcome(mut self) -> Result<Outcome> {
        let (reader, writer) = std::io::pipe().step(&self.step)?;
        let stdout = writer.try_clone().step(&self.step)?;
        self.command.stdin(Stdio::null()).stdout(stdout).stderr(writer);
        let started = Instant::now();
        let mut child =
            self.command.spawn().map_err(|error| self.failed(format!("`{}` did not start: {error}", self.shown)))?;
        // The command holds the writing ends; the reader sees the end only once they are closed.
        self.command.stdout(Stdio::null()).stderr(Stdio::null());

        let (sender, lines) = mpsc::channel();
        thread::spawn(move || {
            let mut reader = BufReader::new(reader);
            let mut line = Vec::new();
            while reader.read_until(b'\n', &mut line).is_ok_and(|n| n > 0) {
                if sender.send(String::from_utf8_lossy(&line).into_owned()).is_err() {
                    return;
                }
                line.clear();
            }
        });

        let mut text = String::new();
        loop {
            match lines.recv_timeout(HEARTBEAT) {
                Ok(line) => {
                    if self.verbose {
                        print!("{line}");
                    }
                    text.push_str(&line);
                }
                Err(RecvTimeoutError::Timeout) => heartbeat(&self.step, started, &text),
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        let status = child.wait().step(&self.step)?;
        Ok(Outcome { success: status.success(), reason: format!("`{}` ended with {status}", self.shown), text })
    }

    /// Runs to the end and gives back what was printed; a bad exit code is a failure.
    pub fn run(self) -> Result<String> {
        let (step, by_hand) = (self.step.clone(), self.by_hand.clone());
        let outcome = self.outcome()?;
        if outcome.success {
            return Ok(outcome.text);
        }
        let failure = Failure::new(step, outcome.reason).output(&outcome.text);
        Err(match by_hand {
            Some(text) => failure.by_hand(text),
            None => failure,
        })
    }

    /// Runs to the end and gives back standard output alone, for output that a program reads.
    pub fn read(mut self) -> Result<String> {
        let output = self
            .command
            .stdin(Stdio::null())
            .output()
            .map_err(|error| self.failed(format!("`{}` did not start: {error}", self.shown)))?;
        if !output.status.success() {
            let reason = format!("`{}` ended with {}", self.shown, output.status);
            return Err(self.failed(reason).output(&String::from_utf8_lossy(&output.stderr)));
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// The bare command, for what must be watched while it runs.
    pub fn into_command(self) -> Command {
        self.command
    }

    fn failed(&self, reason: String) -> Failure {
        let failure = Failure::new(self.step.clone(), reason);
        match &self.by_hand {
            Some(text) => failure.by_hand(text.clone()),
            None => failure,
        }
    }
}

/// An output without cargo's lines of progress.
pub fn without_progress(output: &str) -> String {
    let verbs = ["Blocking", "Checking", "Compiling", "Downloaded", "Downloading", "Finished", "Locking", "Updating"];
    let progress =
        |line: &&str| line.starts_with("   ") && verbs.iter().any(|verb| line.trim_start().starts_with(verb));
    output.lines().filter(|line| !progress(line)).map(|line| format!("{line}\n")).collect()
}

fn heartbeat(step: &str, started: Instant, text: &str) {
    let last = text.lines().next_back().unwrap_or("").trim();
    let last: String = last.chars().take(HEARTBEAT_WIDTH).collect();
    println!("          {step}: {} s so far; {last}", started.elapsed().as_secs());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_exit_is_an_outcome_or_a_failure() {
        let job = || Job::new("listing", "cargo").arg("no-such-command-at-all");
        let outcome = job().outcome().expect("cargo starts");
        assert!(!outcome.success);
        assert!(outcome.text.contains("no such command"), "{}", outcome.text);
        let failure = job().run().expect_err("cargo refuses").to_string();
        assert!(failure.starts_with("listing failed: `cargo no-such-command-at-all` ended with"), "{failure}");
    }

    #[test]
    fn a_missing_program_names_the_step_and_the_remedy() {
        let failure = Job::new("nothing", "no-such-program-at-all")
            .by_hand("install it")
            .run()
            .expect_err("there is none")
            .to_string();
        assert!(failure.starts_with("nothing failed: `no-such-program-at-all` did not start"));
        assert!(failure.ends_with("by hand: install it"));
    }
}
