/* node peers.mjs RECORDS FOLDER PEER: builds the index of a peer out of RECORDS (a JSON list) into
   FOLDER and writes {cpu}: seconds of user time, or, negative, what to take off the time of all
   processes. */
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const [recordsFile, folder, peer] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const records = JSON.parse(readFileSync(recordsFile, "utf8"));
const fields = ["title", "summary", "body", "tags", "countries", "organisations"];
mkdirSync(folder, { recursive: true });
const before = process.cpuUsage();
const cpu = () => process.cpuUsage(before).user / 1e6;

const builders = {
  async minisearch() {
    const MiniSearch = require("minisearch");
    const index = new MiniSearch({ fields, storeFields: ["title", "summary"], idField: "slug" });
    index.addAll(records);
    const text = JSON.stringify(index);
    const spent = cpu();
    writeFileSync(folder + "/index.json", text);
    copyFileSync(require.resolve("minisearch").replace("cjs/index.cjs", "umd/index.js"), folder + "/minisearch.js");
    return spent;
  },
  async pagefind() { // reads pages; its program is a child, whose time the caller measures
    const escape = (text) => text.replace(/[&<]/g, (c) => (c === "&" ? "&amp;" : "&lt;"));
    const pages = folder + "/pages";
    mkdirSync(pages);
    for (const record of records) {
      const paragraphs = fields.slice(1).map((field) => `<p>${escape(record[field])}</p>`).join("");
      writeFileSync(`${pages}/${record.slug}.html`, `<!doctype html><html lang="en"><body>`
        + `<main data-pagefind-body><h1>${escape(record.title)}</h1>${paragraphs}</main></body></html>`);
    }
    const written = cpu();
    const program = new URL("node_modules/.bin/pagefind", import.meta.url).pathname;
    execFileSync(program, ["--site", pages, "--output-path", folder + "/pagefind", "--quiet"]);
    rmSync(pages, { recursive: true });
    return -written;
  },
};
process.stdout.write(JSON.stringify({ cpu: await builders[peer]() }));
