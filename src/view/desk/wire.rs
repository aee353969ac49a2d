//! Questions and answers as bytes: the same members in the same order, on both sides.

use super::super::Body;
use super::super::options::{Layout, Options};
use super::super::packed::{Packer, Unpacker};
use super::super::rendition::Rendition;
use super::super::timeline::Validity;
use super::{Drawing, EngineTask, Question, Reply, Scene};
use crate::judge::expect::Expected;
use crate::report::Severity;

const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];

impl Question {
    /// This question about a scene, as bytes.
    pub fn written(&self, scene: &Scene) -> Vec<u8> {
        let mut out = Packer::default();
        write_scene(&mut out, scene);
        match self {
            Question::Draw => out.number(0),
            Question::Check(number, keys) => {
                out.number(1);
                out.number((*number).into());
                out.text(keys);
            }
            Question::Tell(fits) => {
                out.number(2);
                out.option(*fits, Packer::flag);
            }
            Question::Copy(what) => {
                out.number(3);
                out.text(what);
            }
        }
        out.bytes
    }
}

pub(super) fn read_question(from: &mut Unpacker<'_>) -> Option<Question> {
    Some(match from.number()? {
        0 => Question::Draw,
        1 => Question::Check(u32::try_from(from.number()?).ok()?, from.text()?),
        2 => Question::Tell(from.option(Unpacker::flag)?),
        3 => Question::Copy(from.text()?),
        _ => return None,
    })
}

fn write_scene(out: &mut Packer, scene: &Scene) {
    let Scene { now, pinned, chosen, options, rendition, expected, check, has_body, is_disclosing } = scene;
    out.moment(*now);
    out.flag(*pinned);
    out.number(*chosen as u64);
    out.number(Layout::NAMES.iter().position(|(_, layout)| *layout == options.layout).unwrap_or_default() as u64);
    out.number(Rendition::NAMES.iter().position(|(_, known)| known == rendition).unwrap_or_default() as u64);
    out.flag(options.is_read_only);
    out.flag(options.is_local);
    out.text(&options.caption);
    out.list(&options.highlights, |out, name| out.text(name));
    SEVERITIES.iter().for_each(|severity| out.flag(options.severities.contains(severity)));
    out.list(&options.labels, |out, label| label.iter().for_each(|words| out.text(words)));
    out.text(&options.language);
    out.number(options.heading.into());
    out.option(expected.issuer.as_deref(), Packer::text);
    out.option(expected.audience.as_deref(), Packer::text);
    out.list(&expected.scopes, |out, scope| out.text(scope));
    out.option(expected.algorithms.as_deref(), |out, names| out.list(names, |out, name| out.text(name)));
    out.float(expected.leeway);
    out.number((*check).into());
    out.flag(*has_body);
    out.flag(*is_disclosing);
}

pub(super) fn read_scene(from: &mut Unpacker<'_>) -> Option<Scene> {
    let (now, pinned, chosen) = (from.moment()?, from.flag()?, from.count()?);
    let layout = Layout::NAMES.get(from.count()?)?.1;
    let rendition = Rendition::NAMES.get(from.count()?)?.1;
    let (is_read_only, is_local) = (from.flag()?, from.flag()?);
    let (caption, highlights) = (from.text()?, from.list(Unpacker::text)?);
    let mut severities = Vec::new();
    for severity in SEVERITIES {
        if from.flag()? {
            severities.push(severity);
        }
    }
    let labels = from.list(|from| Some([from.text()?, from.text()?]))?;
    let (language, heading) = (from.text()?, u8::try_from(from.number()?).ok()?);
    let options =
        Options { layout, is_read_only, is_local, caption, highlights, severities, labels, language, heading };
    let expected = Expected {
        issuer: from.option(Unpacker::text)?,
        audience: from.option(Unpacker::text)?,
        scopes: from.list(Unpacker::text)?,
        algorithms: from.option(|from| from.list(Unpacker::text))?,
        leeway: from.float()?,
    };
    let check = u32::try_from(from.number()?).ok()?;
    Some(Scene {
        now,
        pinned,
        chosen,
        options,
        rendition,
        expected,
        check,
        has_body: from.flag()?,
        is_disclosing: from.flag()?,
    })
}

impl Reply {
    pub(super) fn written(&self) -> Vec<u8> {
        let mut out = Packer::default();
        match self {
            Reply::Drawing(drawing) => {
                out.number(0);
                write_drawing(&mut out, drawing);
            }
            Reply::Attempt(number, attempt) => {
                out.number(1);
                out.number((*number).into());
                out.text(&attempt.name);
                for bytes in [&attempt.key, &attempt.signature, &attempt.message] {
                    out.bytes(bytes);
                }
            }
            Reply::Text(text) => {
                out.number(2);
                out.option(text.as_deref(), Packer::text);
            }
        }
        out.bytes
    }

    /// Reads what a desk has written.
    pub fn read(bytes: &[u8]) -> Option<Reply> {
        let mut from = Unpacker::new(bytes);
        Some(match from.number()? {
            0 => Reply::Drawing(Box::new(read_drawing(&mut from)?)),
            1 => {
                let number = u32::try_from(from.number()?).ok()?;
                let name = from.text()?;
                let mut bytes = || from.bytes().map(<[u8]>::to_vec);
                Reply::Attempt(number, EngineTask { name, key: bytes()?, signature: bytes()?, message: bytes()? })
            }
            2 => Reply::Text(from.option(Unpacker::text)?),
            _ => return None,
        })
    }
}

fn write_drawing(out: &mut Packer, drawing: &Drawing) {
    let Body { found, document } = &drawing.body;
    for nodes in [&drawing.head, &drawing.jumps, found, document, &drawing.answer, &drawing.server] {
        out.nodes(nodes);
    }
    for text in [&drawing.said, &drawing.told, &drawing.deciding, &drawing.verified] {
        out.text(text);
    }
    out.option(drawing.times, |out, times| {
        [times.issued, times.not_before, times.expires].into_iter().for_each(|at| out.option(at, Packer::moment));
    });
    out.option(drawing.changes_at, Packer::float);
    out.flag(drawing.is_checked);
    drawing.texts.iter().for_each(|text| out.option(text.as_deref(), Packer::text));
}

fn read_drawing(from: &mut Unpacker<'_>) -> Option<Drawing> {
    let (head, jumps) = (from.nodes()?, from.nodes()?);
    let body = Body { found: from.nodes()?, document: from.nodes()? };
    let (answer, server) = (from.nodes()?, from.nodes()?);
    let (said, told, deciding, verified) = (from.text()?, from.text()?, from.text()?, from.text()?);
    let times = from.option(|from| {
        let mut moment = || from.option(Unpacker::moment);
        Some(Validity { issued: moment()?, not_before: moment()?, expires: moment()? })
    })?;
    let (changes_at, is_checked) = (from.option(Unpacker::float)?, from.flag()?);
    let mut text = || from.option(Unpacker::text);
    let texts = [text()?, text()?, text()?];
    Some(Drawing {
        head,
        said,
        jumps,
        body,
        times,
        changes_at,
        told,
        answer,
        is_checked,
        server,
        deciding,
        verified,
        texts,
    })
}
