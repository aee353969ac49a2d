//! Claims of the tokens that identify a job of a build service, for clouds and registries to trust.

use crate::registry::Sensitivity::{Open, Personal};
use crate::registry::ValueKind::{TextList, TextOrNumber};
use crate::registry::{Entry, Sensitivity, ValueKind, documents};

const fn github(name: &'static str, title: &'static str, explanation: &'static str) -> Entry {
    crate::registry::row(name, TextOrNumber, Open, documents::GITHUB, title, explanation)
}

const fn gitlab(name: &'static str, title: &'static str, explanation: &'static str) -> Entry {
    of_gitlab(name, TextOrNumber, Open, title, explanation)
}

const fn of_gitlab(
    name: &'static str,
    value: ValueKind,
    sensitivity: Sensitivity,
    title: &'static str,
    explanation: &'static str,
) -> Entry {
    crate::registry::row(name, value, sensitivity, documents::GITLAB, title, explanation)
}

#[rustfmt::skip]
pub(super) const GITHUB: &[Entry] = &[
    github("repository", "Repository", "Where the workflow runs; names can be given to others, ids cannot."),
    github("repository_id", "Repository id", "Where the workflow runs; unlike its name it never changes."),
    github("repository_owner", "Owner", "Who owns the repository; names can be given to others, ids cannot."),
    github("repository_owner_id", "Owner id", "Who owns the repository; unlike the name it never changes."),
    github("repository_visibility", "Visibility", "Whether the repository is public, internal or private."),
    github("enterprise", "Enterprise", "The enterprise that owns the repository."),
    github("enterprise_id", "Enterprise id", "The enterprise that owns the repository."),
    github("actor", "Actor", "Who started the run; anyone who opens a pull request may."),
    github("actor_id", "Actor id", "Who started the run; unlike the name it never changes."),
    github("event_name", "Event", "What started the run, such as push or pull_request."),
    github("ref", "Branch or tag", "The branch or tag that the run is for."),
    github("ref_type", "Kind of ref", "Whether ref is a branch or a tag."),
    github("ref_protected", "Protected", "Whether rules protect the branch or tag."),
    github("base_ref", "Target branch", "Where the pull request would be merged."),
    github("head_ref", "Source branch", "Where the pull request comes from."),
    github("sha", "Commit", "The commit that the run is for."),
    github("environment", "Environment", "The environment that the job deploys to, whose rules were met."),
    github("environment_node_id", "Environment id", "The environment that the job deploys to."),
    github("workflow", "Workflow", "The workflow's name, which anyone may choose; trust workflow_ref rather."),
    github("workflow_ref", "Workflow's place", "The workflow's file and the branch or tag it was read from."),
    github("workflow_sha", "Workflow's commit", "The commit of the workflow's file."),
    github("job_workflow_ref", "Job's workflow", "The file that defines the job, which may be a shared workflow elsewhere."),
    github("job_workflow_sha", "Job's workflow commit", "The commit of the file that defines the job."),
    github("run_id", "Run", "The run of the workflow."),
    github("run_number", "Run number", "How many runs this workflow has had."),
    github("run_attempt", "Attempt", "How often this run was tried."),
    github("check_run_id", "Job", "The one job that asked for the token."),
    github("runner_environment", "Runner", "Whose machine the job runs on."),
];

#[rustfmt::skip]
pub(super) const GITLAB: &[Entry] = &[
    gitlab("namespace_path", "Namespace", "The group or user that owns the project; paths can be given to others, ids cannot."),
    gitlab("namespace_id", "Namespace id", "The group or user that owns the project; it never changes."),
    gitlab("project_path", "Project", "Where the job runs; paths can be given to others, ids cannot."),
    gitlab("project_id", "Project id", "Where the job runs; unlike its path it never changes."),
    gitlab("project_visibility", "Visibility", "Whether the project is public, internal or private."),
    gitlab("user_id", "User id", "Who started the job."),
    of_gitlab("user_login", TextOrNumber, Personal, "User", "Who started the job."),
    of_gitlab("user_email", TextOrNumber, Personal, "User's e-mail", "The address of whoever started the job."),
    gitlab("user_access_level", "User's role", "The role in the project of whoever started the job."),
    of_gitlab("user_identities", ValueKind::List, Personal, "User's accounts", "The user's accounts elsewhere."),
    of_gitlab("groups_direct", TextList, Open, "User's groups", "The groups that the user is a direct member of."),
    gitlab("pipeline_id", "Pipeline", "The pipeline that the job is part of."),
    gitlab("pipeline_source", "Event", "What started the pipeline, such as push or web."),
    gitlab("job_id", "Job", "The one job that asked for the token."),
    gitlab("ref", "Branch or tag", "The branch or tag that the job is for."),
    gitlab("ref_type", "Kind of ref", "Whether ref is a branch or a tag."),
    gitlab("ref_path", "Full ref", "The branch or tag in full, such as refs/heads/main."),
    gitlab("ref_protected", "Protected", "Whether the branch or tag is protected; a string, not a boolean."),
    gitlab("sha", "Commit", "The commit that the job is for."),
    gitlab("environment", "Environment", "The environment that the job deploys to."),
    gitlab("environment_protected", "Environment protected", "Whether the environment is protected; a string, not a boolean."),
    gitlab("environment_action", "Environment action", "What the job does to the environment, such as start."),
    gitlab("deployment_tier", "Deployment tier", "What the environment is for, such as production."),
    gitlab("runner_id", "Runner", "The runner that executes the job."),
    gitlab("runner_environment", "Runner's host", "Whose machine the job runs on."),
    gitlab("ci_config_ref_uri", "Configuration", "The file that defines the pipeline, and where it was read."),
    gitlab("ci_config_sha", "Configuration's commit", "The commit of the file that defines the pipeline."),
];
