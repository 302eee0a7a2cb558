/* node run.js ASSETS: reads requests, one a line: {"script": NAME, "given": ..., "data": FOLDER}. Each is answered
   with a line: {"result": what the function of that script makes of it}, or {"failed": why}. */
"use strict";
const path = require("path");
const readline = require("readline");

const assets = process.argv[2];

(async () => {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const { script, given, data } = JSON.parse(line);
    const answer = {};
    try {
      answer.result = await require(path.join(__dirname, script))(given, assets, data);
    } catch (error) {
      answer.failed = String(error.stack || error);
    }
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
})();
