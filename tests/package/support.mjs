// What the tests of the package share: the package as npm packs it, installed in a project of its own.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { dist, until } from "../browser/harness/index.mjs";
import { EXPIRED, NOW } from "../browser/support.mjs";

export const root = fileURLToPath(new URL("../../", import.meta.url));
export const run = promisify(execFile);
export const read = (name) => readFile(path.join(root, name), "utf8");

/** A token that expired an hour before NOW and is signed with "secret", and the verdict on it. */
export const TOKEN =
  "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1LTQyIiwiZXhwIjoxNzk1MTcyNDAwfQ.OlI7U--d0GhkB-TLCw9OABqdDigd2bul7mDQK7zQVxk";
export const VERDICT = "Expired 1 hour ago";

/** One that expired then, too, in a page, as its fallback; its signature fits no secret that would be guessed. */
export const ELEMENT = `<jwt-decoder now="${NOW}" readonly><pre>${EXPIRED}</pre></jwt-decoder>`;

export const page = (head, body) =>
  `<!doctype html><html lang="en"><head><title>Guest</title>${head}</head><body>${body}</body></html>`;

/** An empty icon, since browsers look for one; policies that allow no image need none. */
export const ICON = '<link rel="icon" href="data:,">';

/** Packs dist/npm into `folder`; what npm says of the tarball. */
export async function pack(folder) {
  const { stdout } = await run("npm", ["pack", "--json", "--pack-destination", folder], {
    cwd: path.join(dist, "npm"),
  });
  const answer = JSON.parse(stdout);
  const [packed] = Array.isArray(answer) ? answer : Object.values(answer);
  return packed;
}

/**
 * A project in a temporary folder with the packed package installed, which nothing outside of it helps to find. `files` are written into it by
 * their names; `peers` are packages of this working copy that it can import too.
 */
export async function project(files = {}, peers = []) {
  const folder = await mkdtemp(path.join(os.tmpdir(), "jotglass-"));
  const write = async (name, text) => {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  };
  await write("package.json", JSON.stringify({ name: "guest", private: true, type: "module" }));
  for (const [name, text] of Object.entries(files)) await write(name, text);
  const { filename } = await pack(folder);
  // Offline: the package has no dependencies.
  await run(
    "npm",
    ["install", "--offline", "--ignore-scripts", "--no-audit", "--no-fund", path.join(folder, filename)],
    { cwd: folder },
  );
  for (const peer of peers)
    await symlink(path.join(root, "node_modules", peer), path.join(folder, "node_modules", peer));
  return {
    folder,
    write,
    /** What a program prints, as lines. */
    async node(...parameters) {
      const { stdout } = await run(process.execPath, parameters, { cwd: folder });
      return stdout.trimEnd().split("\n");
    },
    remove: () => rm(folder, { recursive: true }),
  };
}

/** Waits until an element of the page is drawn, and gives the verdict that it shows. */
export const shown = (page) =>
  until(
    page,
    () => {
      const { shadowRoot } = document.querySelector("jwt-decoder");
      return !shadowRoot?.querySelector("[aria-busy=true]") && shadowRoot?.querySelector("[part=verdict]")?.textContent;
    },
    { timeout: 20_000 },
  );

/** Waits until the browser has told every observer what is in sight, and has had a pause. */
export const paused = (page) =>
  page.evaluate(async () => {
    await new Promise((resolve) => new IntersectionObserver(resolve).observe(document.body));
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    await new Promise((resolve) => requestIdleCallback(resolve));
  });

/** Nothing was thrown or logged. */
export function assertSilent(opened) {
  assert.deepEqual(opened.errors, []);
  assert.deepEqual(opened.console, []);
}
