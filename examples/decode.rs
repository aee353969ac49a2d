//! Decodes a token: `cargo run --example decode -- TOKEN`, or without a token the first one of RFC 7519 (§3.1).
//!
//! Everything shows as it is written: the order of the claims, duplicates, and the digits of numbers.

use std::error::Error;
use std::fmt::Write;

use jotglass::{Token, Value};

/// The first token of RFC 7519 (§3.1).
pub const TOKEN: &str = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.\
    eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.\
    dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

fn main() -> Result<(), Box<dyn Error>> {
    let text = std::env::args().nth(1).unwrap_or_else(|| TOKEN.to_owned());
    print!("{}", decoded(&text)?);
    Ok(())
}

/// What is in the one token of `text`.
pub fn decoded(text: &str) -> Result<String, Box<dyn Error>> {
    let token = Token::parse(text)?;
    let mut lines = String::new();
    for parameter in token.parameters() {
        writeln!(lines, "header  {}", member(parameter))?;
    }
    match token.claims() {
        Some(claims) => {
            for claim in claims.children() {
                writeln!(lines, "claim   {}", member(claim))?;
            }
        }
        None if token.is_encrypted() => writeln!(lines, "payload encrypted")?,
        None => writeln!(lines, "payload {}", token.payload_text().unwrap_or_default())?,
    }
    if let Some(iss) = token.string_claim("iss") {
        writeln!(lines, "from    {iss}")?;
    }
    if let Some(exp) = token.date_claim("exp").and_then(|exp| exp.calendar()) {
        writeln!(lines, "until   {exp} UTC")?;
    }
    writeln!(lines, "signed  {} bytes", token.signature.len())?;
    Ok(lines)
}

fn member(value: Value<'_>) -> String {
    format!("{}: {}", value.name().unwrap_or_default(), value.source())
}
