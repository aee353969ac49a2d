//! Checks of signatures: what is signed is what stands in the token, a right HMAC is right and no other is, and no
//! answers of an engine make a check go on without end.

use hmac::{Hmac, KeyInit, Mac};
use jotglass::check::engine;
use jotglass::check::signature::trial::MAX_ATTEMPTS;
use jotglass::check::signature::{Answer, Purpose, Trial, message};
use jotglass::jose::key::{self, Encoding, Material};
use jotglass::jose::token::Kind;
use jotglass::judge::expect::Expected;
use jotglass::judge::verification::{SignatureState, conclude};
use jotglass::{Token, text::json::JsonKind};
use sha2::{Sha256, Sha384, Sha512};

use crate::NOW;
use crate::weave::woven;

/// Between the parts of an input: the answers of the engine, the text of the keys, the text of the token.
pub const SEPARATOR: u8 = 0;

/// Whatever the engine answers, the check ends and comes to one conclusion; and what is signed with the secret that is
/// given is found to be.
pub fn holds(data: &[u8]) {
    let mut parts = data.splitn(3, |&byte| byte == SEPARATOR);
    let (Some(answers), Some(keys), Some(token)) = (parts.next(), parts.next(), parts.next()) else { return };
    let (keys, text) = (woven(keys), woven(token));
    let Ok(token) = Token::parse(&text) else { return };
    is_what_is_signed(&token);
    ends(&token, &keys, answers);
    is_right(&token, &keys);
}

/// For a compact token whose payload is encoded, that is the text up to the last dot.
fn is_what_is_signed(token: &Token) {
    let is_plain = token.text().bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
    let is_encoded = token.parameter("b64").is_none();
    if is_plain && is_encoded && token.text().matches('.').count() == 2 {
        let (signed, _) = token.text().rsplit_once('.').expect("two dots");
        assert_eq!(message(token), signed.as_bytes());
    }
}

fn ends(token: &Token, keys: &str, answers: &[u8]) {
    let mut trial = Trial::new(token.clone(), keys);
    let mut answers = answers.iter().chain(std::iter::repeat(&b'n'));
    let mut asked = 0;
    let mut said_yes = false;
    while let Some(attempt) = trial.pending() {
        let plan = &attempt.plan;
        assert!(!plan.key.is_empty() && !plan.signature.is_empty());
        asked += 1;
        assert!(asked <= MAX_ATTEMPTS && !said_yes);
        let answer = match answers.next() {
            Some(b'y') => Answer::Yes,
            Some(b'?') => Answer::CannotTell,
            _ => Answer::No,
        };
        said_yes = answer == Answer::Yes;
        trial.answer(answer);
    }
    assert!(trial.refusals().iter().all(|(place, _)| *place < trial.keys().keys.len()));
    assert_eq!(trial.passed_over().len(), trial.keys().keys.len());
    let conclusion = conclude(&trial, NOW, &Expected::default());
    if conclusion.is_valid() {
        assert!(trial.fits().is_some_and(|attempt| attempt.purpose == Purpose::Check), "valid without a key that fits");
        assert_eq!(conclusion.state(), SignatureState::Valid);
    }
    // A token with an obstacle is never valid, whatever the engine says.
    assert!(trial.obstacle().is_none() || !conclusion.is_valid());
}

/// Signs the token's own header and payload with the secret as text: that must be right, and with one bit turned it
/// must not be.
fn is_right(token: &Token, secret: &str) {
    let is_secret = |key: &jotglass::Key| match &key.material {
        Material::Secret(readings) => readings.first().is_some_and(|reading| reading.how == Encoding::Text),
        _ => false,
    };
    let keys = key::read(secret);
    let alg = token.string_parameter("alg").unwrap_or_default();
    let is_plain = token.header.protected.as_ref().and_then(|header| header.document()).is_some_and(|header| {
        header.error().is_none() && header.root().is_some_and(|root| root.kind() == JsonKind::Object)
    });
    if !keys.keys.first().is_some_and(is_secret) || !is_plain || token.kind != Kind::Jws || token.sd_jwt.is_some() {
        return;
    }
    let signed = message(token);
    let Some(tag) = tag(&alg, secret.as_bytes(), &signed) else { return };
    for turned in [None, Some(0), Some(tag.len() * 8 - 1)] {
        let mut signature = tag.clone();
        if let Some(bit) = turned {
            signature[bit / 8] ^= 1 << (bit % 8);
        }
        let mut token = token.clone();
        token.signature = signature;
        let mut trial = Trial::of(&token, &keys);
        engine::run(&mut trial, &());
        let fits = trial.fits().is_some_and(|attempt| attempt.reading == Some(Encoding::Text));
        // Not with a second signature hidden in a long text: then the check stops at its limit, and says so.
        assert!(fits == turned.is_none() || trial.is_cut(), "{alg}, bit {turned:?}: {fits}");
    }
}

fn tag(alg: &str, key: &[u8], message: &[u8]) -> Option<Vec<u8>> {
    fn of<M: Mac + KeyInit>(key: &[u8], message: &[u8]) -> Option<Vec<u8>> {
        let mut mac = <M as KeyInit>::new_from_slice(key).ok()?;
        mac.update(message);
        Some(mac.finalize().into_bytes().to_vec())
    }
    match alg {
        "HS256" => of::<Hmac<Sha256>>(key, message),
        "HS384" => of::<Hmac<Sha384>>(key, message),
        "HS512" => of::<Hmac<Sha512>>(key, message),
        _ => None,
    }
}
