//! Bytes in hexadecimal, with their text beside.

use super::node::{Element, el};
use super::{bytes, counted};
use crate::report::Part;

/// The bytes shown in a hex dump.
const MAX_HEX: usize = 1_024;
/// The bytes in one line of it.
const HEX_LINE: usize = 8;

/// The dump of a part.
pub fn dump(part: &Part) -> Element {
    let all = raw_bytes(part, MAX_HEX);
    let mut lines = String::new();
    for (line, chunk) in all.chunks(HEX_LINE).enumerate() {
        push_hex(&mut lines, (line * HEX_LINE / 256) as u8);
        push_hex(&mut lines, (line * HEX_LINE % 256) as u8);
        lines.push_str("  ");
        for place in 0..HEX_LINE {
            match chunk.get(place) {
                Some(&byte) => push_hex(&mut lines, byte),
                None => lines.push_str("  "),
            }
            lines.push(' ');
        }
        lines.push(' ');
        for &byte in chunk {
            lines.push(if (0x20..0x7f).contains(&byte) { char::from(byte) } else { '·' });
        }
        lines.push('\n');
    }
    let size = part.text.len() - 2 * part.invalid.len();
    let more = (size > all.len())
        .then(|| el("p").class("soft").text(format!("The first {} of {}.", counted(all.len(), "byte"), bytes(size))));
    let dump = el("pre").class("raw hex").with("tabindex", "0").with("aria-label", "Bytes in hexadecimal").text(lines);
    el("div").child(el("p").class("soft").text("Bytes, not text:")).child(dump).children(more)
}

/// Adds a byte's two digits.
pub fn push_hex(text: &mut String, byte: u8) {
    for digit in [byte >> 4, byte & 15] {
        text.push(char::from(if digit < 10 { b'0' + digit } else { b'a' + digit - 10 }));
    }
}

/// The first bytes of a part, the ones that are not UTF-8 put back.
pub fn raw_bytes(part: &Part, limit: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut invalid = part.invalid.iter().peekable();
    let mut units = 0;
    for found in part.text.chars() {
        if bytes.len() >= limit {
            break;
        }
        match invalid.next_if(|(at, _)| *at == units) {
            Some(&(_, byte)) => bytes.push(byte),
            None => bytes.extend(found.encode_utf8(&mut [0; 4]).bytes()),
        }
        units += found.len_utf16();
    }
    bytes.truncate(limit);
    bytes
}
