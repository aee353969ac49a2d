//! `cargo xtask test`: every check there is, stage by stage, and the counts at the end.
//!
//! A stage that dies counts as failed, and so does one whose tests are not there: nothing is skipped in silence. What a
//! stage printed is repeated only when it failed, or with `--verbose`.

mod api;
mod counts;
mod reproducible;
mod stages;

use std::time::Instant;

use crate::failure::{Failure, Result};
use crate::job::without_progress;
use crate::project::Project;
use crate::setup::{self, Need};

use counts::Counts;
use stages::{QUICK, STAGES, Stage};

/// What a stage found, with the output that is worth showing when it failed.
pub struct Verdict {
    pub counts: Counts,
    pub output: String,
}

pub fn run(project: &mut Project, arguments: &[String]) -> Result<()> {
    let Asked { names, verbose, slowest } = Asked::read(arguments)?;
    let stages = chosen(&names)?;
    let needs: Vec<Need> = stages.iter().flat_map(|stage| stage.needs).copied().collect();
    setup::ensure(project, &needs)?;
    let context = Context { components: setup::components(project), project, verbose, slowest };

    let mut times = Vec::new();
    let mut rows = Vec::new();
    'all: for together in stages.chunk_by(|one, next| one.is_patient && next.is_patient) {
        for (stage, verdict, seconds) in outcomes(together, &context) {
            if together.len() > 1 {
                println!("test      {}:", stage.what);
            }
            if verdict.counts.failed > 0 && !context.verbose {
                println!("{}", without_successes(&verdict.output));
            }
            for reason in counts::skip_reasons(&verdict.output) {
                println!("          {reason}");
            }
            println!("          {}, in {seconds:.1} s", verdict.counts);
            let named = |(seconds, name)| (seconds, format!("{:<13}{name}", stage.name));
            times.extend(counts::times(&verdict.output).into_iter().map(named));
            let failed = verdict.counts.failed > 0;
            rows.push((stage.name, verdict.counts, seconds));
            if failed && stage.is_needed {
                println!("          the stages after it need it, and are not run");
                break 'all;
            }
        }
    }
    say_slowest(times, slowest);
    conclude(&rows, names.is_empty())
}

/// What the command line asks for.
struct Asked<'a> {
    names: Vec<&'a String>,
    verbose: bool,
    /// How many of the slowest tests are listed.
    slowest: usize,
}

impl<'a> Asked<'a> {
    fn read(arguments: &'a [String]) -> Result<Asked<'a>> {
        let mut asked = Asked { names: Vec::new(), verbose: false, slowest: 0 };
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--verbose" => asked.verbose = true,
                "--slowest" => {
                    let number = arguments.next().and_then(|number| number.parse().ok());
                    let wanted = || Failure::new("start", "expected a number after --slowest, such as 20");
                    asked.slowest = number.filter(|&number| number > 0).ok_or_else(wanted)?;
                }
                option if option.starts_with("--") => {
                    let reason = format!("expected --verbose or --slowest, but found `{option}`");
                    return Err(Failure::new("start", reason));
                }
                _ => asked.names.push(argument),
            }
        }
        Ok(asked)
    }
}

fn say_slowest(mut times: Vec<(f64, String)>, most: usize) {
    times.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    for (seconds, name) in times.iter().take(most) {
        println!("slowest   {seconds:>6.1} s  {name}");
    }
}

/// Runs stages at the same time; what each came to, and how many seconds it took.
fn outcomes(stages: &[&'static Stage], context: &Context) -> Vec<(&'static Stage, Verdict, f64)> {
    let run = |stage: &'static Stage| {
        println!("test      {} ...", stage.what);
        let started = Instant::now();
        let verdict = (stage.run)(context)
            .unwrap_or_else(|failure| Verdict { counts: Counts::FAILED, output: failure.to_string() });
        (stage, verdict, started.elapsed().as_secs_f64())
    };
    std::thread::scope(|scope| {
        let threads: Vec<_> = stages.iter().map(|stage| (*stage, scope.spawn(|| run(stage)))).collect();
        let ended = threads.into_iter().map(|(stage, thread)| {
            let output = "it stopped half-way".to_owned();
            thread.join().unwrap_or((stage, Verdict { counts: Counts::FAILED, output }, 0.0))
        });
        ended.collect()
    })
}

/// What every stage gets.
pub struct Context<'a> {
    pub project: &'a Project,
    pub components: setup::Components,
    pub verbose: bool,
    /// How many of the slowest tests are to be listed: with none, no times are asked for.
    pub slowest: usize,
}

/// The stages named, in their order, with those they build on; all without names.
fn chosen(names: &[&String]) -> Result<Vec<&'static Stage>> {
    let is_known = |name: &str| name == QUICK || STAGES.iter().any(|stage| stage.name == name);
    if let Some(unknown) = names.iter().find(|name| !is_known(name)) {
        let known: Vec<&str> = STAGES.iter().map(|stage| stage.name).chain([QUICK]).collect();
        let reason = format!("expected one of {}, but found `{unknown}`", known.join(", "));
        return Err(Failure::new("start", reason));
    }
    let named = |stage: &Stage| names.iter().any(|name| *name == stage.name || (*name == QUICK && stage.is_quick));
    let builds_on = |stage: &Stage| STAGES.iter().any(|other| named(other) && other.builds_on == Some(stage.name));
    Ok(STAGES.iter().filter(|stage| names.is_empty() || named(stage) || builds_on(stage)).collect())
}

fn conclude(rows: &[(&str, Counts, f64)], complete: bool) -> Result<()> {
    println!("\n          {:<13}{:>8}{:>8}{:>9}{:>9}", "stage", "passed", "failed", "skipped", "seconds");
    let mut total = Counts::default();
    for (name, counts, seconds) in rows {
        let Counts { passed, failed, skipped } = counts;
        println!("          {name:<13}{passed:>8}{failed:>8}{skipped:>9}{seconds:>9.1}");
        total.add(counts);
    }
    // A stage that was not run is a failure of its own, so that the sum cannot look better than the truth.
    if complete {
        total.failed += (STAGES.len() - rows.len()) as u64;
    }
    println!("\n{total}");
    if total.failed > 0 {
        // The last line is the counts; the exit code says the rest.
        std::process::exit(1);
    }
    Ok(())
}

/// An output without the lines of progress, and those that say a test passed.
fn without_successes(output: &str) -> String {
    let success = |line: &&str| line.contains(" ... ok") || line.trim_start().starts_with('✔');
    let output = without_progress(output);
    let lines: Vec<&str> = output.lines().filter(|line| !success(line)).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(wanted: &[&str]) -> Vec<&'static str> {
        let wanted: Vec<String> = wanted.iter().map(|name| (*name).to_owned()).collect();
        let stages = chosen(&wanted.iter().collect::<Vec<_>>()).expect("the names are known");
        stages.iter().map(|stage| stage.name).collect()
    }

    #[test]
    fn a_stage_brings_what_it_builds_on() {
        assert_eq!(names(&["browser"]), ["page", "browser"]);
        assert_eq!(names(&["native", "fmt"]), ["fmt", "native"]);
        assert_eq!(names(&["quick"]), ["fmt", "script", "clippy", "native", "fuzz", "api"]);
        assert_eq!(names(&[]).len(), STAGES.len());
    }

    #[test]
    fn options_stand_anywhere() {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let given = words(&["native", "--slowest", "20", "--verbose", "fuzz"]);
        let asked = Asked::read(&given).expect("all is known");
        assert_eq!((asked.names, asked.verbose, asked.slowest), (vec![&given[0], &given[4]], true, 20));
        for wrong in [&["--slowest"][..], &["--slowest", "0"], &["--slowest", "native"], &["--quiet"]] {
            assert!(Asked::read(&words(wrong)).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn an_unknown_stage_is_named_with_the_known_ones() {
        let failure = chosen(&[&"nativ".to_owned()]).err().map(|failure| failure.to_string());
        let text = failure.unwrap_or_default();
        assert!(text.contains("but found `nativ`") && text.contains("native"), "{text}");
    }

    #[test]
    fn passed_tests_are_left_out_of_what_is_shown() {
        assert_eq!(
            without_successes("   Compiling x v1.0.0\ntest a ... ok\ntest b ... FAILED\n  ✔ c (1 ms)"),
            "test b ... FAILED"
        );
    }

    #[test]
    fn a_stage_sets_up_what_it_needs_and_nothing_else() {
        let needs = |name: &str| STAGES.iter().find(|stage| stage.name == name).map(|stage| stage.needs);
        assert_eq!(needs("fmt"), Some(&[Need::Components][..]));
        assert_eq!(needs("native"), Some(&[][..]));
        for stage in &STAGES {
            let drives_a_browser = ["web", "browser", "package", "docs", "examples"].contains(&stage.name);
            assert_eq!(stage.needs.contains(&Need::Browsers), drives_a_browser, "{}", stage.name);
        }
    }
}
