//! What a search finds and counts, how it reads lines, and what the bundled candidates are.

use std::collections::HashSet;

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Sha256, Sha512};

use super::*;

const MESSAGE: &[u8] =
    b"eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ";

fn search(key: &[u8]) -> Search {
    let tag = Hmac::<Sha256>::new_from_slice(key).unwrap().chain_update(MESSAGE).finalize().into_bytes();
    Search::new(Hash::Sha256, MESSAGE, &tag)
}

fn key(candidate: Candidate) -> Vec<u8> {
    let mut key = Vec::new();
    candidate.write(&mut key);
    key
}

/// What a whole search of the bundled candidates finds.
#[track_caller]
fn finds(secret: &[u8]) -> FoundSecret {
    let mut search = search(secret);
    assert_eq!(search.try_known(usize::MAX), Progress::Found, "{}", String::from_utf8_lossy(secret));
    let found = search.found().unwrap().clone();
    assert_eq!(found.key, secret);
    assert_eq!(key(found.candidate.unwrap()), secret);
    found
}

#[test]
fn the_samples_of_jwt_io_are_named_at_once() {
    for secret in ["secret", "your-256-bit-secret", "a-string-secret-at-least-256-bits-long"] {
        assert_eq!(finds(secret.as_bytes()).source(), Some("jwt.io"));
        let place = candidates().position(|candidate| key(candidate) == secret.as_bytes()).unwrap();
        assert!(place < 10, "a matter of microseconds, but {place} others come first");
    }
}

#[test]
fn secrets_of_specifications_are_found_as_bytes() {
    for (secret, source) in [
        ("AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow", "RFC 7515"),
        ("hJtXIZ2uSN5kbQfbtTNWbpdmhkV8FJG-Onbc6mxCcYg", "RFC 7520"),
    ] {
        assert_eq!(finds(&crate::text::base64url::decode(secret).bytes).source(), Some(source));
    }
    let counting: Vec<u8> = (1..=25).collect();
    for secret in [&[0x0b; 20][..], b"Jefe", &[0xaa; 20], &counting, &[0x0c; 20], &[0xaa; 131]] {
        finds(secret);
    }
}

#[test]
fn patterns_are_among_them() {
    let keys: HashSet<Vec<u8>> = candidates().map(key).collect();
    for secret in [
        "my-secret",
        "my_super_secret_key",
        "MySuperSecretKey",
        "mySuperSecretKey",
        "JWT_SECRET",
        "your-super-secret-jwt-key-change-in-production",
        "your-super-secret-jwt-key-change-this-in-production",
        "your_jwt_secret_key_here",
        "secret123!",
        "SECRET",
        "Secret1",
        "password",
        "changeme",
        "DragonSecret",
        "jwt-myapp-secret",
        "myAppSecret",
        "c2VjcmV0",
        "secretsecretsecretsecretsecretse",
        "12345678901234567890123456789012",
        "0042",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
    ] {
        assert!(keys.contains(secret.as_bytes()), "{secret}");
    }
}

#[test]
fn the_other_hashes_are_searched_too() {
    let tag =
        Hmac::<Sha512>::new_from_slice(b"your-512-bit-secret").unwrap().chain_update(MESSAGE).finalize().into_bytes();
    let mut search = Search::new(Hash::Sha512, MESSAGE, &tag);
    assert_eq!(search.try_known(usize::MAX), Progress::Found);
    assert_eq!(Search::new(Hash::Sha384, MESSAGE, &tag).try_known(1000), Progress::Going);
}

#[test]
fn a_search_goes_on_where_it_stopped() {
    let place = candidates().position(|candidate| key(candidate) == b"keyboard cat").unwrap();
    let mut search = search(b"keyboard cat");
    let mut steps = 0;
    while search.try_known(7) == Progress::Going {
        steps += 1;
        assert_eq!(search.tried(), steps * 7);
        assert_eq!(search.found(), None);
    }
    assert_eq!(search.tried(), place as u64 + 1);
    assert_eq!(search.try_known(7), Progress::Found, "it stays found");
    assert_eq!(search.try_words(b"more\nwords\n"), Progress::Found);
    assert_eq!(search.tried(), place as u64 + 1, "and nothing more is tried");
}

#[test]
fn a_secret_that_nobody_uses_is_not_found() {
    let mut search = search(b"Kx7!vT2#qLp9$wRz");
    assert_eq!(search.try_known(usize::MAX), Progress::Exhausted);
    assert_eq!(search.tried(), candidates().count() as u64);
    assert_eq!(search.try_known(1), Progress::Exhausted);
}

#[test]
fn most_candidates_differ_and_their_number_is_bounded() {
    let keys: Vec<Vec<u8>> = candidates().map(key).collect();
    let distinct: HashSet<&Vec<u8>> = keys.iter().collect();
    println!("{} candidates, {} distinct", keys.len(), distinct.len());
    assert!((100_000..=200_000).contains(&keys.len()), "{}", keys.len());
    assert!(distinct.len() * 100 > keys.len() * 85, "{} of {}", distinct.len(), keys.len());
    assert!(keys.iter().all(|key| key.len() <= MAX_LINE));
}

#[test]
fn words_are_found_wherever_the_wordlist_is_cut() {
    let text = b"\n\none\r\ntwo words\n\r\n caf\xe9 \n\xff\n\nneedle";
    let words: [&[u8]; 5] = [b"one", b"two words", b" caf\xe9 ", b"\xff", b"needle"];
    for (place, word) in words.iter().enumerate() {
        for cut in 0..=text.len() {
            let mut search = search(word);
            let (before, after) = text.split_at(cut);
            if search.try_words(before) != Progress::Found && search.try_words(after) != Progress::Found {
                assert_eq!(search.end_words(), Progress::Found, "{word:?} cut at {cut}");
            }
            assert_eq!(search.found(), Some(&FoundSecret { key: word.to_vec(), candidate: None }));
            assert_eq!((search.tried(), search.skipped()), (place as u64 + 1, 0));
        }
    }
    let mut search = search(b"");
    for byte in text {
        assert_eq!(search.try_words(std::slice::from_ref(byte)), Progress::Going);
    }
    assert_eq!(search.end_words(), Progress::Exhausted);
    assert_eq!(search.tried(), 5, "empty lines are no words");
}

#[test]
fn overlong_lines_are_skipped_and_counted() {
    let longest = vec![b'x'; MAX_LINE];
    let mut text = Vec::new();
    for length in [MAX_LINE + 1, MAX_LINE + 2, 5 * MAX_LINE, MAX_LINE] {
        text.extend(std::iter::repeat_n(b'x', length));
        text.extend(b"\r\n");
    }
    for size in [1, 7, 1000, MAX_LINE, MAX_LINE + 1, MAX_LINE + 2, text.len()] {
        let mut search = search(&longest);
        let found = text.chunks(size).any(|piece| search.try_words(piece) == Progress::Found);
        assert!(found, "in pieces of {size}");
        assert_eq!((search.tried(), search.skipped()), (1, 3), "in pieces of {size}");
    }
}
