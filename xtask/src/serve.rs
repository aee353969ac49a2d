//! `cargo xtask serve`: builds, serves on this machine only, rebuilds on change; ends with the address to open.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Child, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crate::build;
use crate::bundle::PAGES_VARIABLE;
use crate::failure::{Failure, Result, Step};
use crate::project::Project;
use crate::setup::{self, Need};

/// The ports tried, in this order; the first free one is taken.
const PORTS: std::ops::Range<u16> = 8080..8100;
const STEP: &str = "serving the page";

pub fn run(project: &mut Project, options: &[String]) -> Result<()> {
    setup::ensure(project, Need::PAGE)?;
    let port = free_port()?;
    println!("build     the page, by Trunk ...");
    let mut command = build::trunk(project, "serve", options)?
        .env(PAGES_VARIABLE, "1")
        .args(["--address", "127.0.0.1", "--port"])
        .arg(port.to_string())
        .into_command();
    let child = command.stdin(Stdio::null()).spawn().step(STEP)?;
    let child = Arc::new(Mutex::new(child));
    stop_with_us(&child)?;
    watch(&child, port)
}

/// Says the address once the page is there, then waits until Trunk ends.
fn watch(child: &Mutex<Child>, port: u16) -> Result<()> {
    let mut announced = false;
    loop {
        let ended = child.lock().unwrap_or_else(PoisonError::into_inner).try_wait().step(STEP)?;
        match ended {
            Some(status) if status.success() => return Ok(()),
            Some(status) => return Err(Failure::new(STEP, format!("Trunk ended with {status}"))),
            None => thread::sleep(Duration::from_millis(100)),
        }
        if !announced && answers(port) {
            println!("\nJotglass is at http://127.0.0.1:{port}/");
            announced = true;
        }
    }
}

/// Whatever ends this process ends Trunk too.
fn stop_with_us(child: &Arc<Mutex<Child>>) -> Result<()> {
    let child = Arc::clone(child);
    ctrlc::set_handler(move || {
        let mut child = child.lock().unwrap_or_else(PoisonError::into_inner);
        // It may have had the same signal and be gone already.
        let _ = child.kill();
        let _ = child.wait();
        std::process::exit(130);
    })
    .step(STEP)
}

fn free_port() -> Result<u16> {
    PORTS.into_iter().find(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok()).ok_or_else(|| {
        let reason = format!("expected a free port from {} to {}, but found none", PORTS.start, PORTS.end - 1);
        Failure::new(STEP, reason).by_hand("stop what holds these ports")
    })
}

/// Whether the page itself is served, and not only the port open.
fn answers(port: u16) -> bool {
    let ask = || -> std::io::Result<String> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
        stream.set_read_timeout(Some(Duration::from_secs(5)))?;
        stream.write_all(b"GET / HTTP/1.0\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        Ok(String::from_utf8_lossy(&answer).into_owned())
    };
    ask().is_ok_and(|answer| answer.contains(" 200 ") && answer.contains("<jwt-decoder"))
}
