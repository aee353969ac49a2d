//! JSON pointers (RFC 6901): the way to a value, by names and positions.

use std::borrow::Cow;

use super::{Document, Value};

/// The longest pointer that is made, in bytes. Names may be as long as the text, and many values may be asked for
/// theirs.
const MAX_POINTER: usize = 4_096;
/// The last step of a pointer that would be longer.
pub const CUT: &str = "/…";

/// The pointer of `target`; where it would be too long, its first steps and then [`CUT`].
pub(super) fn pointer(document: &Document, target: Value<'_>) -> String {
    let mut pointer = String::new();
    let mut here = document.root();
    while let Some(container) = here.filter(|value| value.index < target.index) {
        let holds = |child: &Value<'_>| target.index < child.node.next as usize;
        here = container.children().enumerate().find(|(_, child)| holds(child)).and_then(|(position, child)| {
            let step = child.name().unwrap_or_else(|| Cow::Owned(position.to_string()));
            push_step(&mut pointer, &step).then_some(child)
        });
    }
    pointer
}

/// Adds a step to a JSON pointer, or says that it is cut; whether there was room for the step.
fn push_step(pointer: &mut String, step: &str) -> bool {
    if pointer.len() + 1 + step.len() > MAX_POINTER {
        pointer.push_str(CUT);
        return false;
    }
    pointer.push('/');
    match step.contains(['~', '/']) {
        true => pointer.push_str(&step.replace('~', "~0").replace('/', "~1")),
        false => pointer.push_str(step),
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pointers(text: &str) -> Vec<String> {
        let document = Document::read(text.to_owned());
        document.values().map(|value| document.pointer(value)).collect()
    }

    #[test]
    fn pointers_name_the_way() {
        let found = pointers(r#"{"a":[0,{"b/c":{"~":1}}],"d":2}"#);
        assert_eq!(found, ["", "/a", "/a/0", "/a/1", "/a/1/b~1c", "/a/1/b~1c/~0", "/d"]);
    }

    #[test]
    fn a_pointer_that_would_be_long_is_cut() {
        let found = pointers(&format!(r#"{{"a":{{"{}":{{"b":1}}}}}}"#, "n".repeat(MAX_POINTER)));
        assert_eq!(found, ["", "/a", "/a/…", "/a/…"]);
    }
}
