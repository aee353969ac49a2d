//! Steps that the browser's own undo does not know.

/// How many steps can be taken back where the browser cannot.
const MAX_STEPS: usize = 8;

/// Steps that the browser's own undo does not know.
#[derive(Default)]
pub struct History {
    steps: Vec<(String, String)>,
    /// How many of the steps are done; those after it can be done again.
    done: usize,
}

impl History {
    pub fn push(&mut self, before: String, after: String) {
        self.steps.truncate(self.done);
        self.steps.push((before, after));
        if self.steps.len() > MAX_STEPS {
            self.steps.remove(0);
        }
        self.done = self.steps.len();
    }

    /// The text before the last step, where `current` is what that step left.
    pub fn back(&mut self, current: &str) -> Option<String> {
        let (before, _) = self.steps.get(self.done.checked_sub(1)?).filter(|(_, after)| after == current)?;
        self.done -= 1;
        Some(before.clone())
    }

    /// The text after the next step, where `current` is what that step began with.
    pub fn forth(&mut self, current: &str) -> Option<String> {
        let (_, after) = self.steps.get(self.done).filter(|(before, _)| before == current)?;
        self.done += 1;
        Some(after.clone())
    }
}
