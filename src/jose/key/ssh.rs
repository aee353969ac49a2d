//! Public keys of OpenSSH (RFC 4253 §6.6, RFC 5656 §3.1, RFC 8709 §4): lines of `authorized_keys` and `.pub`, and the
//! public half of private files (PROTOCOL.key of OpenSSH), which is in the clear even where the rest is encrypted.
//!
//! ```text
//! line    = [ options ] name base64 [ comment ]
//! string  = length content                     ; the length has 4 bytes, big-endian
//! blob    = string-of-name 1*string            ; RSA: e, n; Ed25519: x; ECDSA: name of the curve, point
//! private = "openssh-key-v1" NUL cipher kdf options count blob ...
//! ```

use super::{Form, Key, Keys, Material, asn1, base64};
use crate::jose::der;
use crate::jose::jwk;
use crate::text::span::Span;
use crate::text::visible::visible;

const MAGIC: &[u8] = b"openssh-key-v1\0";
/// The kinds of ECDSA keys: their name, the name of the curve inside them, and that in a JWK (RFC 5656 §6.1, §10.1).
const CURVES: &[(&str, &str, &str)] = &[
    ("ecdsa-sha2-nistp256", "nistp256", "P-256"),
    ("ecdsa-sha2-nistp384", "nistp384", "P-384"),
    ("ecdsa-sha2-nistp521", "nistp521", "P-521"),
];
const CURVE: &str =
    "expected the curve that its kind names, but found another, which is not supported; copy the key again";
const DAMAGED: &str = "expected a key of OpenSSH, but found it cut off or damaged; copy it again";

/// Reads lines; whether one of them looked like a key.
pub(super) fn read(text: &str, keys: &mut Keys) -> bool {
    let mut is_any = false;
    let mut start = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        let mut words = line.split_whitespace().skip_while(|word| !is_name(word));
        if let Some((name, blob)) = words.next().zip(words.next()).filter(|(_, blob)| blob.starts_with("AAAA")) {
            is_any = true;
            let span = Span::new(start, start + line.trim_end().len());
            match base64(blob).ok_or(DAMAGED).and_then(|bytes| public(&bytes)) {
                Ok(key) => keys.add(Key { span, ..key }),
                Err(why) => keys.fail(span, name, why),
            }
            if keys.is_full() {
                break;
            }
        }
        start += line.len();
    }
    is_any
}

fn is_name(word: &str) -> bool {
    ["ssh-", "ecdsa-sha2-", "sk-ssh-", "sk-ecdsa-"].iter().any(|prefix| word.starts_with(prefix)) && word.len() < 64
}

/// Reads the file of a private key.
pub(super) fn private(bytes: &[u8]) -> Result<Key, &'static str> {
    let mut rest = bytes.strip_prefix(MAGIC).ok_or(DAMAGED)?;
    for _ in ["cipher", "kdf", "options"] {
        string(&mut rest).ok_or(DAMAGED)?;
    }
    let blob = rest.split_off(4..).and_then(|mut rest| string(&mut rest)).ok_or(DAMAGED)?;
    public(blob).map(|key| Key { is_private: true, ..key })
}

/// Reads a blob.
pub(super) fn public(blob: &[u8]) -> Result<Key, &'static str> {
    let mut rest = blob;
    let mut next = || string(&mut rest).ok_or(DAMAGED);
    let name = next()?;
    let material = match name {
        b"ssh-rsa" => {
            let (exponent, modulus) = (der::trim(next()?).to_vec(), der::trim(next()?).to_vec());
            if modulus.is_empty() || exponent.is_empty() {
                return Err(DAMAGED);
            }
            Material::Rsa { modulus, exponent }
        }
        b"ssh-ed25519" | b"ssh-ed448" => {
            let curve = if name == b"ssh-ed448" { "Ed448" } else { "Ed25519" };
            let x = next()?.to_vec();
            match jwk::curve(curve) {
                Some(curve) if x.len() == curve.coordinate => Material::Okp { curve: curve.name, x },
                _ => return Err(DAMAGED),
            }
        }
        _ => match CURVES.iter().find(|(known, ..)| known.as_bytes() == name) {
            Some((_, own, _)) if next()? != own.as_bytes() => return Err(CURVE),
            Some((_, _, crv)) => asn1::ec(jwk::curve(crv).ok_or(DAMAGED)?, next()?)?.0,
            None => Material::Other(visible(&String::from_utf8_lossy(name))),
        },
    };
    Ok(Key::new(material, Form::OpenSsh, Span::default()))
}

/// Takes the next string off `rest`.
fn string<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (length, after) = rest.split_first_chunk()?;
    let (content, after) = after.split_at_checked(usize::try_from(u32::from_be_bytes(*length)).ok()?)?;
    *rest = after;
    Some(content)
}

#[cfg(test)]
mod tests {
    use super::super::{Form, Material, read};

    const LINE: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIC4pK2dePGgctIAsh0H/tmUrLzx2Vc4Ltc8TN9nfuChG";

    #[test]
    fn lines_with_options_and_comments() {
        let text = format!("# mine\ncommand=\"a b\",no-pty {LINE} me@here\r\n\n{LINE}\n");
        let keys = read(&text);
        assert_eq!((keys.keys.len(), keys.problems.len()), (2, 0));
        for key in &keys.keys {
            assert!(matches!(key.material, Material::Okp { curve: "Ed25519", .. }) && key.form == Form::OpenSsh);
        }
        assert_eq!(keys.keys[1].span.of(&text), LINE);
    }

    #[test]
    fn what_is_cut_is_said() {
        let keys = read(&LINE[..60]);
        assert_eq!((keys.problems[0].what.as_str(), keys.problems[0].why.as_str()), ("ssh-ed25519", super::DAMAGED));
    }

    /// A line of an ECDSA key, the point of P-256's generator.
    fn ecdsa(kind: &str, curve: &str) -> String {
        let string = |bytes: &[u8]| [&(bytes.len() as u32).to_be_bytes()[..], bytes].concat();
        let mut point = vec![4];
        for digits in [
            "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296",
            "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5",
        ] {
            point.extend((0..32).map(|at| u8::from_str_radix(&digits[2 * at..2 * at + 2], 16).unwrap()));
        }
        let blob = [string(kind.as_bytes()), string(curve.as_bytes()), string(&point)].concat();
        format!("{kind} {}", crate::text::base64url::encode_standard(&blob))
    }

    #[test]
    fn no_curve_is_taken_for_another() {
        let keys = read(&ecdsa("ecdsa-sha2-nistp256", "nistp256"));
        assert!(matches!(&keys.keys[..], [key] if key.faults.is_empty() && key.words() == "EC P-256"), "{keys:?}");
        for curve in ["nistp521", "nistp192", "x"] {
            assert_eq!(read(&ecdsa("ecdsa-sha2-nistp256", curve)).problems[0].why, super::CURVE, "{curve}");
        }
        let keys = read(&ecdsa("ecdsa-sha2-nistk233", "nistk233"));
        assert_eq!(keys.keys[0].material, Material::Other("ecdsa-sha2-nistk233".to_owned()));
    }

    /// The file of a private key is as dangerous as it looks, even if only its public half is read.
    #[test]
    fn the_public_half_of_a_private_file() {
        let string = |bytes: &[u8]| [&(bytes.len() as u32).to_be_bytes()[..], bytes].concat();
        let blob = crate::text::base64url::decode_standard(LINE.split(' ').next_back().unwrap()).unwrap();
        let file = [
            super::MAGIC,
            &string(b"aes256-ctr"),
            &string(b"bcrypt"),
            &string(b"salt"),
            &1_u32.to_be_bytes(),
            &string(&blob),
            &string(b"what is encrypted"),
        ]
        .concat();
        let text = crate::text::base64url::encode_standard(&file);
        let keys = read(&format!("-----BEGIN OPENSSH PRIVATE KEY-----\n{text}\n-----END OPENSSH PRIVATE KEY-----\n"));
        assert!(matches!(&keys.keys[..], [key] if key.is_private && key.form == Form::OpenSsh), "{keys:?}");
        assert_eq!(keys.keys[0].material, read(LINE).keys[0].material);
        assert!(!read(LINE).keys[0].is_private);
    }

    #[test]
    fn other_kinds_are_named() {
        let keys = read("sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29t");
        assert_eq!(keys.keys[0].material, Material::Other("sk-ssh-ed25519@openssh.com".to_owned()));
    }
}
