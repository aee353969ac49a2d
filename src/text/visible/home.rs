//! Where characters that hide are at home, so that they hide nothing: in a well-formed sequence of bounded length.
//!
//! ```text
//! flag      = %x1F3F4 2tag-letter 1*4( tag-letter / tag-digit ) %xE007F   ; a region in a country, UTS #51 §1.4.6
//! selected  = base selector                                               ; one selector, of those that its base has
//! keycap    = ( DIGIT / "#" / "*" ) selector %x20E3
//! joined    = emoji 1*4( %x200D emoji )                                   ; emoji may have a selector or a tone
//! joined    =/ letter ( %x200C / %x200D ) letter / virama ( %x200C / %x200D )  ; of scripts that join, Unicode §23.2
//! ```
//!
//! Anything else is a place to hide text in: tags spell ASCII, and the 256 selectors spell bytes.

/// Tags of a flag, without the one that ends it.
const FLAG_TAGS: std::ops::RangeInclusive<usize> = 3..=6;
/// Joiners in one emoji: families and couples have three.
const MAX_JOINERS: usize = 4;

const BLACK_FLAG: char = '\u{1f3f4}';
const CANCEL_TAG: char = '\u{e007f}';
const JOINER: char = '\u{200d}';
const KEYCAP: char = '\u{20e3}';

/// What was read before a character, as far as it matters to the next.
pub(super) struct Home {
    before: char,
    /// How many tags belong to the flag that was read last.
    tags: usize,
    /// How many joiners the emoji has that was read last.
    joiners: usize,
}

impl Home {
    pub(super) const START: Home = Home { before: ' ', tags: 0, joiners: 0 };

    /// Reads on: whether `found` is at home between what was read and `rest`.
    pub(super) fn takes(&mut self, found: char, rest: &str) -> bool {
        let before = self.before;
        let after = || rest.chars().next().unwrap_or(' ');
        let is_at_home = match found {
            '\u{fe00}'..='\u{fe0f}' => has_variant(before, found, after()),
            // No ideograph has more than 32 variants.
            '\u{e0100}'..='\u{e011f}' => is_ideograph(before),
            '\u{180b}'..='\u{180f}' => matches!(before, '\u{1810}'..='\u{18af}'),
            JOINER if is_emoji(after()) && (is_emoji(before) || is_variant(before)) => self.joiners < MAX_JOINERS,
            '\u{200c}' | JOINER => is_virama(before) || is_joining(before) && is_joining(after()),
            '\u{e0020}'..=CANCEL_TAG => self.tags > 0,
            _ => false,
        };
        self.tags = if found == BLACK_FLAG { flag(rest) } else { self.tags.saturating_sub(1) };
        self.joiners = match found {
            JOINER => self.joiners + 1,
            _ if before == JOINER || is_variant(found) => self.joiners,
            _ => 0,
        };
        self.before = found;
        is_at_home
    }
}

/// How many tags follow a black flag, where they make another flag of it.
fn flag(rest: &str) -> usize {
    let is_letter = |tag: char| matches!(tag, '\u{e0061}'..='\u{e007a}');
    let is_part = |tag: char| is_letter(tag) || matches!(tag, '\u{e0030}'..='\u{e0039}');
    let count = rest.chars().take(*FLAG_TAGS.end() + 1).take_while(|&tag| is_part(tag)).count();
    let is_country = rest.chars().take(2).all(is_letter);
    let is_flag = FLAG_TAGS.contains(&count) && is_country && rest.chars().nth(count) == Some(CANCEL_TAG);
    if is_flag { count + 1 } else { 0 }
}

/// Whether a character has a variant by this selector (StandardizedVariants.txt and emoji-variation-sequences.txt, by
/// blocks).
fn has_variant(base: char, selector: char, after: char) -> bool {
    match (base, selector) {
        ('0'..='9' | '#' | '*', '\u{fe0e}' | '\u{fe0f}') => after == KEYCAP,
        ('©' | '®' | '\u{303d}' | '\u{3030}' | '\u{3297}' | '\u{3299}', '\u{fe0e}' | '\u{fe0f}') => true,
        (_, '\u{fe0e}' | '\u{fe0f}') => is_emoji(base),
        // Zero with a stroke; Myanmar, quotation marks, mathematics, East Asian punctuation and ideographs, Phags-pa,
        // full-width forms, Manichaean.
        (
            '0'
            | '\u{1000}'..='\u{109f}'
            | '\u{2018}'..='\u{201f}'
            | '\u{2200}'..='\u{22ff}'
            | '\u{2a00}'..='\u{2aff}'
            | '\u{3001}'..='\u{3002}'
            | '\u{a840}'..='\u{a87f}'
            | '\u{aa60}'..='\u{aa7f}'
            | '\u{ff01}'..='\u{ff60}'
            | '\u{10ac0}'..='\u{10aff}',
            '\u{fe00}' | '\u{fe01}',
        ) => true,
        (_, '\u{fe00}'..='\u{fe02}') => is_ideograph(base),
        _ => false,
    }
}

/// A selector, or a tone of skin.
fn is_variant(found: char) -> bool {
    matches!(found, '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}')
}

/// Pictures, and the signs and arrows that may be shown as such.
fn is_emoji(found: char) -> bool {
    matches!(found,
        '\u{203c}' | '\u{2049}' | '\u{2122}' | '\u{2139}' | '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

fn is_ideograph(found: char) -> bool {
    matches!(found,
        '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Scripts whose letters join or stack, from Hebrew to Sinhala, and from Myanmar on; not Thai, not East Asian ones.
fn is_joining(found: char) -> bool {
    matches!(found,
        '\u{590}'..='\u{dff}' | '\u{f00}'..='\u{109f}' | '\u{1700}'..='\u{18af}' | '\u{1a20}'..='\u{1c4f}'
        | '\u{1cd0}'..='\u{1cff}' | '\u{a800}'..='\u{abff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}'
        | '\u{10800}'..='\u{11fff}'
        | '\u{1e900}'..='\u{1e95f}')
        && !super::hides(found)
}

/// What takes a letter's vowel in the scripts of India; a joiner after it is part of the spelling, at the end of a word
/// too.
fn is_virama(found: char) -> bool {
    matches!(
        found,
        '\u{94d}'
            | '\u{9cd}'
            | '\u{a4d}'
            | '\u{acd}'
            | '\u{b4d}'
            | '\u{bcd}'
            | '\u{c4d}'
            | '\u{ccd}'
            | '\u{d4d}'
            | '\u{dca}'
    )
}
