//! Who imports whom: the layers are the folders of `src/`, and no two modules beside each other need each other.
//!
//! A module may use what its parent declares, and a parent its children. What a parent only passes on, by `use`, counts
//! as an import from the module that declares it.

use std::collections::{BTreeMap, BTreeSet};

use super::source::{Import, Source, code, imports, in_scope, test_files, without_tests};

/// The layers, from the lowest up. `src/lib.rs` lists the same for readers.
pub const LAYERS: [&str; 9] = ["text", "registry", "jose", "intake", "check", "judge", "report", "view", "web"];

/// A module by its path: `["json", "reader"]`.
type Module = Vec<String>;

/// An import between two modules beside each other.
struct Edge {
    /// The module around both; the crate where it is empty.
    parent: Module,
    from: String,
    to: String,
    /// The file, the line and the text.
    place: String,
}

/// Imports between layers that do not point down, and circles of modules inside one.
pub fn complaints(sources: &[Source]) -> Vec<String> {
    let edges = edges(sources);
    let mut complaints: Vec<String> = edges.iter().filter_map(objection).collect();
    let parents: BTreeSet<&Module> =
        edges.iter().map(|edge| &edge.parent).filter(|parent| !parent.is_empty()).collect();
    for parent in parents {
        let inside: Vec<&Edge> = edges.iter().filter(|edge| edge.parent == *parent).collect();
        if let Some(circle) = circle(&inside) {
            let steps: Vec<String> = circle.iter().map(|edge| format!("\n  {}", edge.place)).collect();
            let names: Vec<&str> =
                circle.iter().map(|edge| edge.from.as_str()).chain([circle[0].from.as_str()]).collect();
            complaints.push(format!("{}: {} is a circle:{}", parent.join("::"), names.join(" -> "), steps.concat()));
        }
    }
    complaints
}

/// Why an edge between layers may not be; `None` where it may.
fn objection(edge: &Edge) -> Option<String> {
    if !edge.parent.is_empty() {
        return None;
    }
    let rank = |name: &str| LAYERS.iter().position(|layer| *layer == name);
    let (from, to) = (&edge.from, &edge.to);
    match (rank(from), rank(to)) {
        (Some(own), Some(other)) if other < own => None,
        (Some(_), Some(_)) => Some(format!("{from} imports up from {to}: {}", edge.place)),
        (None, _) => Some(format!("{from} is not a layer: {}", edge.place)),
        (_, None) => Some(format!("{from} imports {to}, which is not a layer: {}", edge.place)),
    }
}

fn edges(sources: &[Source]) -> Vec<Edge> {
    let for_tests = test_files(sources);
    let sources: Vec<&Source> = sources.iter().filter(|source| !for_tests.contains(&source.path)).collect();
    let texts: BTreeMap<Module, String> =
        sources.iter().map(|source| (owned(&source.module()), without_tests(&code(&source.text)))).collect();
    let mut edges = Vec::new();
    for source in &sources {
        let module = owned(&source.module());
        // The root is the facade: it names every layer.
        if module.is_empty() {
            continue;
        }
        for Import { line, path } in imports(&texts[&module], &module) {
            let target = declared_in(&path, &texts);
            let shared = module.iter().zip(&target).take_while(|(one, other)| one == other).count();
            if let (Some(from), Some(to)) = (module.get(shared), target.get(shared)) {
                let place = format!("{}:{line}: {}", source.path, source.line(line));
                edges.push(Edge { parent: module[..shared].to_vec(), from: from.clone(), to: to.clone(), place });
            }
        }
    }
    edges
}

/// The module that declares what `path` names, followed through `use`; at least its first name, so that an unknown one
/// shows.
fn declared_in(path: &[String], texts: &BTreeMap<Module, String>) -> Module {
    let depth = (1..=path.len()).rev().find(|depth| texts.contains_key(&path[..*depth])).unwrap_or(1).min(path.len());
    let (module, rest) = path.split_at(depth);
    let Some((name, text)) = rest.first().zip(texts.get(module)) else { return module.to_vec() };
    match in_scope(text, module).into_iter().find(|used| used.last() == Some(name)) {
        Some(used) if used != path => declared_in(&used, texts),
        _ => module.to_vec(),
    }
}

/// Some circle of the edges, if there is one.
fn circle<'a>(edges: &[&'a Edge]) -> Option<Vec<&'a Edge>> {
    let starts: BTreeSet<&str> = edges.iter().map(|edge| edge.from.as_str()).collect();
    // From each start breadth first: the first way back is a shortest circle.
    starts.into_iter().find_map(|start| {
        let mut ways: Vec<Vec<&Edge>> =
            edges.iter().filter(|edge| edge.from == start).map(|edge| vec![*edge]).collect();
        let mut seen = BTreeSet::new();
        let mut at = 0;
        while let Some(way) = ways.get(at).cloned() {
            at += 1;
            let end = way.last()?.to.as_str();
            if end == start {
                return Some(way);
            }
            if seen.insert(end) {
                let onward = edges.iter().filter(|edge| edge.from == end);
                ways.extend(onward.map(|edge| [way.as_slice(), &[*edge]].concat()));
            }
        }
        None
    })
}

fn owned(module: &[&str]) -> Module {
    module.iter().map(|&name| name.to_owned()).collect()
}
