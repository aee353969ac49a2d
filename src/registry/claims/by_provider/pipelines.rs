//! Claims of the tokens that identify a job of a build service, for clouds and registries to trust.

use crate::registry::Sensitivity::{Open, Personal};
use crate::registry::ValueKind::TextOrNumber;
use crate::registry::{Sensitivity, SourceRow, ValueKind, documents};

const fn github(name: &'static str, title: &'static str, explanation: &'static str) -> SourceRow {
    crate::registry::row(name, TextOrNumber, Open, documents::GITHUB, title, explanation)
}

const fn gitlab(name: &'static str, title: &'static str, explanation: &'static str) -> SourceRow {
    of_gitlab(name, TextOrNumber, Open, title, explanation)
}

const fn of_gitlab(
    name: &'static str,
    value: ValueKind,
    sensitivity: Sensitivity,
    title: &'static str,
    explanation: &'static str,
) -> SourceRow {
    crate::registry::row(name, value, sensitivity, documents::GITLAB, title, explanation)
}

#[rustfmt::skip]
pub(super) const GITHUB: &[SourceRow] = &[
    github("repository", "Repository", "Names can change hands; ids cannot."),
    github("repository_id", "Repository ID", "It never changes."),
    github("repository_owner", "Owner", "Names can change hands; ids cannot."),
    github("repository_owner_id", "Owner ID", "It never changes."),
    github("actor", "Actor", "Who started the run; anyone with a pull request may."),
    github("actor_id", "Actor ID", "It never changes."),
    github("event_name", "Event", "What started the run."),
    github("ref", "Branch or tag", ""),
    github("ref_type", "Kind of ref", ""),
    github("ref_protected", "Protected", "Whether rules protect the branch or tag."),
    github("sha", "Commit", ""),
    github("environment", "Environment", "What the job deploys to."),
    github("workflow", "Workflow", "Anyone may choose the name; trust workflow_ref."),
    github("workflow_ref", "Workflow's file", "With the branch or tag it was read from."),
    github("job_workflow_ref", "Job's file", "It may be a shared workflow elsewhere."),
    github("runner_environment", "Runner", "Whose machine the job runs on."),
];

#[rustfmt::skip]
pub(super) const GITLAB: &[SourceRow] = &[
    gitlab("namespace_path", "Namespace", "Paths can change hands; ids cannot."),
    gitlab("namespace_id", "Namespace ID", "It never changes."),
    gitlab("project_path", "Project", "Paths can change hands; ids cannot."),
    gitlab("project_id", "Project ID", "It never changes."),
    gitlab("user_id", "User ID", "Who started the job."),
    of_gitlab("user_login", TextOrNumber, Personal, "User", "Who started the job."),
    of_gitlab("user_email", TextOrNumber, Personal, "User's e-mail", "Who started the job."),
    gitlab("pipeline_source", "Event", "What started the pipeline."),
    gitlab("ref", "Branch or tag", ""),
    gitlab("ref_type", "Kind of ref", ""),
    gitlab("ref_protected", "Protected", "A string, not a boolean."),
    gitlab("sha", "Commit", ""),
    gitlab("environment", "Environment", "What the job deploys to."),
    gitlab("environment_protected", "Environment protected", "A string, not a boolean."),
    gitlab("runner_environment", "Runner's host", "Whose machine the job runs on."),
    gitlab("ci_config_ref_uri", "Pipeline's file", "With the branch or tag it was read from."),
];
