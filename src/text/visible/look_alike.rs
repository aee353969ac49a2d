//! Letters that look like those of ASCII (Unicode UTS #39): the commonest of Cyrillic, Greek, Armenian and Latin, and
//! the copies of the alphabet that are full-width, circled or for mathematics.

/// What looks like each small letter, or like its capital.
const ALIKE: [(char, &str); 25] = [
    ('a', "аАαΑɑ"),
    ('b', "ВвΒЬ"),
    ('c', "сСϲϹ"),
    ('d', "ԁ"),
    ('e', "еЕεΕҽ"),
    ('f', "ϜƒϝӺ"),
    ('g', "ɡԌ"),
    ('h', "һНнΗհ"),
    ('i', "іІιΙı"),
    ('j', "јЈϳ"),
    ('k', "кКκΚ"),
    ('l', "ӏӀ"),
    ('m', "мМΜ"),
    ('n', "ոпηΝɴ"),
    ('o', "оОοΟօՕ"),
    ('p', "рРρΡ"),
    ('q', "ԛԚ"),
    ('s', "ѕЅտ"),
    ('t', "тТτΤ"),
    ('u', "υսՍ"),
    ('v', "νѵѴ"),
    ('w', "ԝԜω"),
    ('x', "хХχΧ"),
    ('y', "уУγΥү"),
    ('z', "Ζᴢ"),
];

/// The small ASCII letter that a character looks like; `None` for ASCII itself and for what looks like none.
pub fn look_alike(found: char) -> Option<char> {
    let code = u32::from(found);
    match found {
        '\0'..='\u{7f}' => None,
        '\u{1d400}'..='\u{1d6a3}' => letter((code - 0x1D400) % 52),
        '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}' => letter((code - 0xFF21) % 32),
        '\u{24b6}'..='\u{24e9}' => letter(code - 0x24B6),
        _ => ALIKE.iter().find(|(_, alike)| alike.contains(found)).map(|&(letter, _)| letter),
    }
}

/// The letter at `index` of an alphabet, capital or small.
fn letter(index: u32) -> Option<char> {
    char::from_digit(10 + index % 26, 36)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_look_alike() {
        let skeleton = |text: &str| text.chars().map(|found| look_alike(found).unwrap_or(found)).collect::<String>();
        assert_eq!(skeleton("раураl"), "paypal");
        assert_eq!(skeleton("ａｄｍＩＮ"), "admin");
        assert_eq!(skeleton("𝗮dⓜιn"), "admin");
        assert_eq!(skeleton("é日Я"), "é日Я");
    }
}
