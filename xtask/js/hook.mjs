// Trunk's hook: hands over to the `cargo xtask` that started Trunk, or starts one where Trunk was started by hand.
//
// Trunk may have been started with another compiler than these commands were built with (see the set-up of the target);
// going through cargo would build them all over again with that one.

import { spawnSync } from "node:child_process";
import process from "node:process";

const own = process.env.JOTGLASS_XTASK;
const [program, ...first] = own ? [own] : ["cargo", "xtask"];
const { status, error } = spawnSync(program, [...first, "bundle"], { stdio: "inherit" });
if (error) console.error(error.message);
process.exitCode = status ?? 1;
