//! Writes the inputs that the targets begin with: a folder for each target, a file for each input.

use std::path::Path;
use std::{env, fs, io};

use jotglass_fuzz::TARGETS;
use jotglass_fuzz::seeds::seeds;

fn main() -> io::Result<()> {
    let folder = env::args().nth(1).ok_or_else(|| io::Error::other("expected the folder to write to"))?;
    for (target, _) in TARGETS {
        let folder = Path::new(&folder).join(target);
        fs::create_dir_all(&folder)?;
        let seeds = seeds(target);
        for (place, seed) in seeds.iter().enumerate() {
            fs::write(folder.join(format!("seed-{place:04}")), seed)?;
        }
        println!("{target}: {} inputs", seeds.len());
    }
    Ok(())
}
