//! DER, element by element, and keys in it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jotglass::check::signature::numbers;
use jotglass::jose::der::{self, BIT_STRING, Elements, INTEGER, SEQUENCE};
use jotglass::jose::key::{self, Form};

use crate::key::survives;

/// The deepest that is entered.
const MAX_DEPTH: usize = 16;

/// Elements lie side by side inside what they are read of, and what is written reads as what it was written from; a
/// key in DER survives being written again.
pub fn holds(data: &[u8]) {
    walk(data, MAX_DEPTH);
    assert!(der::dotted(data).len() <= 4 * 64 + 40);
    let number = der::trim(data);
    assert_eq!(der::bits(data), bits(data));
    let written = der::encode_number(data);
    let mut elements = Elements::of(&written);
    let content = elements.read(INTEGER).expect("a number that was written");
    assert!(elements.is_done() && content.first().is_some_and(|&first| first < 0x80));
    assert_eq!(der::trim(content), number);
    if let Some([one, other]) = numbers(data) {
        let parts = [der::encode(INTEGER, &[one]), der::encode(INTEGER, &[other])];
        assert_eq!(numbers(&der::encode(SEQUENCE, &[&parts[0], &parts[1]])), Some([one, other]));
    }
    let keys = key::read(&STANDARD.encode(data));
    for key in keys.keys.iter().filter(|key| key.form == Form::Der) {
        survives(key);
    }
}

fn walk(bytes: &[u8], depth: usize) {
    let mut elements = Elements::of(bytes);
    loop {
        let before = elements.rest();
        let Some((tag, content)) = elements.next() else {
            assert_eq!(elements.rest(), before, "nothing is consumed at the end");
            break;
        };
        let used = &before[..before.len() - elements.rest().len()];
        assert!(used.len() >= content.len() + 2 && used.ends_with(content) && used[0] == tag);
        let written = der::encode(tag, &[content]);
        assert_eq!(Elements::of(&written).next(), Some((tag, content)));
        // There are longer spellings of a length, but none shorter.
        assert!(written.len() <= used.len());
        if depth > 0 && (tag & 0x20 != 0 || tag == BIT_STRING) {
            walk(content, depth - 1);
        }
    }
}

/// The bits of a number, counted one by one.
fn bits(number: &[u8]) -> usize {
    let all = number.iter().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1));
    all.skip_while(|&bit| bit == 0).count()
}
